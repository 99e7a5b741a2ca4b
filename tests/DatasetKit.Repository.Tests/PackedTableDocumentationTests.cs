using System.Globalization;
using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace DatasetKit.Repository.Tests;

/// <summary>The tables that are packed into the library, and the README that says what each one is.</summary>
public partial class PackedTableDocumentationTests
{
    private const string Folder = "src/DatasetKit/Tokenization/Tiktoken/";

    [Fact]
    public void Every_packed_table_stands_in_the_readme_with_its_size_and_its_hash()
    {
        var files =
            from path in RepositoryFolder.Files(Folder, "*.bin")
            let bytes = File.ReadAllBytes(RepositoryFolder.PathOf(path))
            select (Name: path[Folder.Length..], Size: bytes.Length.ToString("N0", CultureInfo.InvariantCulture), Hash: Convert.ToHexStringLower(SHA256.HashData(bytes)));
        var rows =
            from match in Row().Matches(RepositoryFolder.Read(Folder + "README.md"))
            select (Name: match.Groups[1].Value, Size: match.Groups[2].Value, Hash: match.Groups[3].Value);

        Assert.Equal(files.Order(), rows.Order());
    }

    [GeneratedRegex(@"^\| `(\w+\.bin)` \|.*\| ([\d,]+) \| `([0-9a-f]{64})` \|\r?$", RegexOptions.Multiline)]
    private static partial Regex Row();
}
