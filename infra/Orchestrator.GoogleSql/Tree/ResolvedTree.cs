using System.Collections;
using System.Collections.Concurrent;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Zetasql;

namespace Orchestrator.GoogleSql;

/// <summary>
/// Walking the analyzer's typed tree. Two habits of its messages are hidden here: <c>AnyResolved...</c> wrappers, of which one case is set,
/// and base classes, which are nested <c>parent</c> messages.
/// </summary>
public static class ResolvedTree
{
    private static readonly ConcurrentDictionary<MessageDescriptor, FieldDescriptor[]> MessageFields = new();

    /// <summary>The node inside any number of <c>AnyResolved...</c> wrappers.</summary>
    /// <exception cref="ArgumentException">A wrapper is empty.</exception>
    public static IMessage Unwrap(IMessage node)
    {
        while (IsWrapper(node.Descriptor))
        {
            var set = node.Descriptor.Oneofs[0].Accessor.GetCaseFieldDescriptor(node) ?? throw new ArgumentException($"{node.Descriptor.Name} is empty.", nameof(node));
            node = (IMessage)set.Accessor.GetValue(node);
        }
        return node;
    }

    /// <summary>The part of a node that a base class describes: <c>Base&lt;ResolvedScanProto&gt;(scan).ColumnList</c>, <c>Base&lt;ResolvedExprProto&gt;(expression).Type</c>.</summary>
    /// <exception cref="ArgumentException">The node has no such base.</exception>
    public static T Base<T>(IMessage node) where T : class, IMessage => TryBase<T>(node) ?? throw new ArgumentException($"{Unwrap(node).Descriptor.Name} is not a {typeof(T).Name}.", nameof(node));

    /// <summary>As <see cref="Base{T}"/>, or null when the node has no such base.</summary>
    public static T? TryBase<T>(IMessage node) where T : class, IMessage
    {
        var current = Unwrap(node);
        while (current is not T)
        {
            if (current.Descriptor.FindFieldByName("parent")?.Accessor.GetValue(current) is not IMessage parent) return null;
            current = Unwrap(parent);
        }
        return (T)current;
    }

    /// <summary>The resolved nodes directly under a node, its base's included, in field order. Wrappers and bases are not listed themselves.</summary>
    public static IEnumerable<IMessage> Children(IMessage node)
    {
        node = Unwrap(node);
        foreach (var field in MessageFields.GetOrAdd(node.Descriptor, FieldsOf))
        {
            var value = field.Accessor.GetValue(node);
            if (field.IsRepeated)
            {
                foreach (var item in (IList)value) yield return Unwrap((IMessage)item!);
            }
            else if (value is IMessage message)
            {
                if (field.Name != "parent") yield return Unwrap(message);
                else
                    foreach (var inherited in Children(message)) yield return inherited;
            }
        }
    }

    /// <summary>The node and everything under it, each before its children, in order. Deep trees need no deep stack.</summary>
    public static IEnumerable<IMessage> Descendants(IMessage node)
    {
        var open = new Stack<IMessage>();
        open.Push(Unwrap(node));
        while (open.TryPop(out var current))
        {
            yield return current;
            foreach (var child in Children(current).Reverse()) open.Push(child);
        }
    }

    /// <summary>Whether a message is a node of the tree or a wrapper of one, and not a type, a value, a column or a reference.</summary>
    public static bool IsNode(MessageDescriptor message) => message.File == ResolvedAstReflection.Descriptor;

    private static bool IsWrapper(MessageDescriptor message) => message.Name.StartsWith("AnyResolved", StringComparison.Ordinal);

    private static FieldDescriptor[] FieldsOf(MessageDescriptor message) =>
        [.. message.Fields.InFieldNumberOrder().Where(f => f.FieldType == FieldType.Message && IsNode(f.MessageType)).OrderBy(f => f.Name == "parent" ? 0 : 1)];
}
