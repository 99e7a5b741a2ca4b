using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DatasetKit.Repository.Tests;

/// <summary>The code under src, as the compiler sees it.</summary>
internal static class SourceCode
{
    internal const string ImplicitUsings = """
        global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq;
        global using System.Net.Http; global using System.Threading; global using System.Threading.Tasks;
        """;

    /// <summary>Everything that the runtime of this test offers, without our own assemblies: those are compiled from source.</summary>
    internal static IReadOnlyList<MetadataReference> Platform { get; } =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => !Path.GetFileName(path).StartsWith("DatasetKit", StringComparison.OrdinalIgnoreCase))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    /// <summary>Each place where one room names a type of another: (file, line, room, other room, type).</summary>
    internal static IReadOnlyList<Arrow> Arrows()
    {
        SyntaxTree[] files = [.. RepositoryFolder.Files("src", "*.cs").Select(path => CSharpSyntaxTree.ParseText(RepositoryFolder.Read(path), path: path))];
        var code = CSharpCompilation.Create("arrows", [.. files, CSharpSyntaxTree.ParseText(ImplicitUsings)], Platform, new(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true));
        return [.. files.SelectMany(file => Arrows(file, code.GetSemanticModel(file))).Distinct()];
    }

    private static IEnumerable<Arrow> Arrows(SyntaxTree file, SemanticModel model)
    {
        string room = Room.Of(file.FilePath);
        foreach (var name in file.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>())
        {
            if (model.GetSymbolInfo(name).Symbol is not { } symbol || (symbol as ITypeSymbol ?? symbol.ContainingType) is not { } type)
            {
                continue;
            }

            foreach (var place in type.OriginalDefinition.Locations.Where(place => place.SourceTree?.FilePath.StartsWith("src/", StringComparison.Ordinal) == true))
            {
                string other = Room.Of(place.SourceTree!.FilePath);
                if (other != room)
                {
                    yield return new(file.FilePath, name.GetLocation().GetLineSpan().StartLinePosition.Line + 1, room, other, type.Name);
                }
            }
        }
    }
}

/// <summary>One room names a type of another.</summary>
internal sealed record Arrow(string Path, int Line, string From, string To, string Type)
{
    public override string ToString() => $"{Path}:{Line}: {From} names {Type} of {To}";
}
