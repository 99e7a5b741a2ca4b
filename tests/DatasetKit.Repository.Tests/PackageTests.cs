using System.IO.Compression;

namespace DatasetKit.Repository.Tests;

/// <summary>Both packages, as somebody gets them who has no checkout: packed, installed from a folder into empty places, run.</summary>
public sealed class PackageTests : IAsyncLifetime
{
    private readonly TempFolder _folder = new();

    private string Feed => _folder.PathOf("feed");

    /// <summary>A package folder of its own: 0.1.0 of yesterday must not stand in for that of today.</summary>
    private Dictionary<string, string> Isolated => new() { ["NUGET_PACKAGES"] = _folder.PathOf("packages") };

    public async ValueTask InitializeAsync()
    {
        foreach (string project in (string[])["src/DatasetKit", "src/DatasetKit.Cli"])
        {
            await Command.Dotnet(RepositoryFolder.Root, null, "pack", project, "-c", "Release", "-o", Feed, "--artifacts-path", _folder.PathOf("artifacts"), "-v", "quiet");
        }

        // CsvHelper is where this test was built from; so the packages of this moment are the only source, and nobody else's can slip in.
        Command machine = await Command.Dotnet(RepositoryFolder.Root, null, "nuget", "locals", "global-packages", "--list");
        _folder.Write("nuget.config", $"""
            <configuration>
              <packageSources>
                <clear />
                <add key="just-packed" value="{Feed}" />
              </packageSources>
              <fallbackPackageFolders>
                <add key="machine" value="{machine.Output[(machine.Output.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim()}" />
              </fallbackPackageFolders>
            </configuration>
            """);
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Both_packages_install_and_run()
    {
        using (ZipArchive package = ZipFile.OpenRead(Assert.Single(Directory.GetFiles(Feed, "DatasetKit.*.nupkg"), path => char.IsAsciiDigit(Path.GetFileName(path)["DatasetKit.".Length]))))
        {
            string[] files = [.. package.Entries.Select(entry => entry.FullName)];
            Assert.Superset(new HashSet<string> { "README.md", "LICENSE", "THIRD-PARTY-NOTICES.md", "lib/net10.0/DatasetKit.dll", "lib/net10.0/DatasetKit.xml" }, new HashSet<string>(files));
            using StreamReader description = new(package.GetEntry("DatasetKit.nuspec")!.Open());
            string text = await description.ReadToEndAsync(TestContext.Current.CancellationToken);
            Assert.Equal(1, text.Split("<dependency ").Length - 1);
            Assert.Contains("<dependency id=\"CsvHelper\"", text, StringComparison.Ordinal);
        }

        using (ZipArchive package = ZipFile.OpenRead(Assert.Single(Directory.GetFiles(Feed, "datasetkit.tool.*.nupkg"))))
        {
            Assert.Superset(new HashSet<string> { "README.md", "LICENSE", "THIRD-PARTY-NOTICES.md" }, new HashSet<string>(package.Entries.Select(entry => entry.FullName)));
        }

        string questions = RepositoryFolder.PathOf("samples/support-questions.csv");

        // The library, in a project that has nothing but a sample's program.
        _folder.Write("app/app.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="DatasetKit" Version="0.1.0" />
              </ItemGroup>
            </Project>
            """);
        _folder.Write("app/Program.cs", RepositoryFolder.Read("samples/CsvToJsonLines/Program.cs"));
        Command library = await Command.Dotnet(_folder.PathOf("app"), Isolated, "run", "--", questions, _folder.PathOf("library.jsonl"));
        Assert.Contains("12 read, 9 written", library.Output, StringComparison.Ordinal);
        Assert.Equal(9, File.ReadAllLines(_folder.PathOf("library.jsonl")).Length);

        // The tool, in a folder of its own, goes on with what the library wrote.
        await Command.Dotnet(_folder.Path, Isolated, "tool", "install", "datasetkit.tool", "--version", "0.1.0", "--tool-path", _folder.PathOf("tools"), "--configfile", _folder.PathOf("nuget.config"));
        Command tool = await Command.Run(_folder.PathOf("tools", OperatingSystem.IsWindows() ? "datasetkit.exe" : "datasetkit"), _folder.Path, null, "convert", "library.jsonl", "--to", "sharegpt", "-o", "tool.jsonl");
        Assert.True(tool.ExitCode == 0, tool.Output + tool.Errors);
        Assert.Equal(9, File.ReadAllLines(_folder.PathOf("tool.jsonl")).Length);
    }
}
