namespace DatasetKit.Repository.Tests;

/// <summary>A folder outside the checkout, gone after the test.</summary>
internal sealed class TempFolder : IDisposable
{
    internal string Path { get; } = Directory.CreateTempSubdirectory("datasetkit-").FullName;

    internal string PathOf(params string[] parts) => System.IO.Path.Join([Path, .. parts]);

    internal string Write(string name, string text)
    {
        string path = PathOf(name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
