using System.Text;

namespace DatasetKit.Cli.Tests;

/// <summary>A folder of one test, gone afterwards.</summary>
internal sealed class Workspace : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("datasetkit-").FullName;

    public string[] Files => [.. Directory.GetFiles(Path).Select(f => System.IO.Path.GetFileName(f)!).Order(StringComparer.Ordinal)];

    public void Put(string name, string content) => File.WriteAllText(At(name), content, new UTF8Encoding(false));

    public void Put(string name, byte[] content) => File.WriteAllBytes(At(name), content);

    public string Read(string name) => File.ReadAllText(At(name));

    public string At(string name) => System.IO.Path.Join(Path, name);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
