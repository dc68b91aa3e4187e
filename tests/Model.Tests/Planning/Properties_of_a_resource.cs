using Orchestrator.Model;

namespace Model.Tests.Planning;

/// <summary>A property dictionary against the sorted dictionary of the base library.</summary>
public sealed class Properties_of_a_resource
{
    [Fact]
    public void Are_found_and_sorted_as_a_sorted_dictionary_has_them_in_whatever_order_they_were_given()
    {
        var random = new Random(20261121);
        for (var round = 0; round < 500; round++)
        {
            var expected = new SortedDictionary<string, string>(StringComparer.Ordinal);
            var builder = new PropertyDictionaryBuilder();
            for (var i = random.Next(30); i > 0; i--)
            {
                var (name, value) = ($"{(char)random.Next('A', 'z')}{random.Next(20)}", $"{random.Next(5)}");
                expected[name] = builder[name] = value;
            }

            var built = builder.ToProperties();
            Assert.Equal(expected, built);
            Assert.Equal(expected.Keys, built.Keys);
            Assert.All(expected, p => Assert.Equal(p.Value, built[p.Key]));
            Assert.False(built.ContainsKey("not there"));
        }
    }

    [Fact]
    public void Are_left_as_they_are_when_others_are_made_from_them()
    {
        var one = PropertyDictionary.Empty.SetItem("b", "1");
        var two = one.SetItem("a", "2").SetItem("b", "3");
        Assert.Equal(["a=2", "b=3"], two.Select(p => $"{p.Key}={p.Value}"));
        Assert.Equal(["b=1"], one.Select(p => $"{p.Key}={p.Value}"));
        Assert.Equal(["b=3"], two.Remove("a").Remove("z").Select(p => $"{p.Key}={p.Value}"));
    }

    [Fact]
    public void Have_the_names_of_their_columns_shared_and_never_mixed_up()
    {
        Assert.Same(SchemaProperties.Place("schema", "id"), SchemaProperties.Place("schema", "id"));
        var random = new Random(7);
        for (var i = 0; i < 50_000; i++)
        {
            // Few letters, so that many pairs make one text and many texts meet in one place.
            var (path, name) = (Word(random), Word(random));
            Assert.Equal($"{path}.{name}", SchemaProperties.Place(path, name));
        }

        static string Word(Random random) => string.Concat(Enumerable.Range(0, random.Next(6)).Select(_ => "ab.é"[random.Next(4)]));
    }

    [Fact]
    public void That_are_not_there_are_named() =>
        Assert.Contains("'x'", Assert.Throws<KeyNotFoundException>(() => PropertyDictionary.Empty["x"]).Message, StringComparison.Ordinal);
}
