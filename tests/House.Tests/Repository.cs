namespace House.Tests;

/// <summary>The repository that these tests lie in: every file that git would track.</summary>
internal static class Repository
{
    private static readonly HashSet<string> Ignored = [".git", ".vs", ".idea", "artifacts", "node_modules", "tools", ".orchestrator", "TestResults"];

    public static string Root { get; } = Find(AppContext.BaseDirectory);

    public static IReadOnlyList<SourceFile> Files { get; } = [.. Under(new DirectoryInfo(Root)).Where(IsText).Select(Read).OrderBy(f => f.Path, StringComparer.Ordinal)];

    public static IEnumerable<SourceFile> Code => Files.Where(f => f.IsCode);

    public static SourceFile File(string path) => Files.Single(f => f.Path == path);

    private static IEnumerable<FileInfo> Under(DirectoryInfo folder) => folder.EnumerateFileSystemInfos()
        .Where(e => !Ignored.Contains(e.Name))
        .SelectMany(e => e is DirectoryInfo inner ? Under(inner) : [(FileInfo)e]);

    private static bool IsText(FileInfo file) => file.Extension is not (".png" or ".ico" or ".user");

    private static SourceFile Read(FileInfo file) => new(Path.GetRelativePath(Root, file.FullName).Replace('\\', '/'), System.IO.File.ReadAllText(file.FullName));

    private static string Find(string folder) =>
        System.IO.File.Exists(Path.Combine(folder, "Orchestrator.sln")) ? folder : Find(Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The tests run outside the repository."));
}
