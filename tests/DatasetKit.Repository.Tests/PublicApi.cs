using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace DatasetKit.Repository.Tests;

/// <summary>What the built library offers, as text: one line a member, in ordinal order, in C#.</summary>
internal static class PublicApi
{
    private static readonly SymbolDisplayFormat s_type = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces,
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters | SymbolDisplayGenericsOptions.IncludeVariance | SymbolDisplayGenericsOptions.IncludeTypeConstraints,
        kindOptions: SymbolDisplayKindOptions.IncludeTypeKeyword);

    private static readonly SymbolDisplayFormat s_member = new(
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters | SymbolDisplayGenericsOptions.IncludeTypeConstraints,
        memberOptions: SymbolDisplayMemberOptions.IncludeType | SymbolDisplayMemberOptions.IncludeModifiers | SymbolDisplayMemberOptions.IncludeParameters
            | SymbolDisplayMemberOptions.IncludeConstantValue | SymbolDisplayMemberOptions.IncludeRef | SymbolDisplayMemberOptions.IncludeAccessibility,
        parameterOptions: SymbolDisplayParameterOptions.IncludeType | SymbolDisplayParameterOptions.IncludeName | SymbolDisplayParameterOptions.IncludeDefaultValue
            | SymbolDisplayParameterOptions.IncludeModifiers | SymbolDisplayParameterOptions.IncludeExtensionThis,
        propertyStyle: SymbolDisplayPropertyStyle.ShowReadWriteDescriptor,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.UseSpecialTypes | SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    internal static string Of(string assembly)
    {
        MetadataReference reference = MetadataReference.CreateFromFile(assembly);
        var library = (IAssemblySymbol)CSharpCompilation.Create("api", references: [.. SourceCode.Platform, reference]).GetAssemblyOrModuleSymbol(reference)!;
        StringBuilder text = new();
        foreach (var type in Types(library.GlobalNamespace).OrderBy(type => type.ToDisplayString(s_type), StringComparer.Ordinal))
        {
            string head = $"{Modifiers(type)}{type.ToDisplayString(s_type)}{Bases(type)}";
            text.Append(text.Length == 0 ? "" : "\n").Append(head).Append('\n');
            foreach (string member in type.GetMembers().Where(IsOffered).Select(Line).Order(StringComparer.Ordinal))
            {
                text.Append("    ").Append(member).Append('\n');
            }
        }

        return text.ToString();
    }

    private static IEnumerable<INamedTypeSymbol> Types(INamespaceOrTypeSymbol place) => place.GetMembers().OfType<INamespaceOrTypeSymbol>().SelectMany(member => member switch
    {
        INamedTypeSymbol { DeclaredAccessibility: Accessibility.Public } type => Types(type).Prepend(type),
        INamespaceSymbol space => Types(space),
        _ => [],
    });

    private static string Modifiers(INamedTypeSymbol type) => type switch
    {
        { IsStatic: true } => "static ",
        { TypeKind: not TypeKind.Class } => type.IsReadOnly && type.TypeKind == TypeKind.Struct ? "readonly " : "",
        { IsAbstract: true } => "abstract ",
        { IsSealed: true } => "sealed ",
        _ => "",
    };

    private static string Bases(INamedTypeSymbol type)
    {
        string[] bases = [.. new[] { type.BaseType }
            .Where(parent => parent is { SpecialType: SpecialType.None } && type.TypeKind == TypeKind.Class)
            .Concat(type.Interfaces)
            .Select(parent => parent!.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat))
            .Order(StringComparer.Ordinal)];
        return bases.Length == 0 ? "" : " : " + string.Join(", ", bases);
    }

    /// <summary>What a caller or a derived class outside can name; the parts of properties and what the compiler adds to a record are left out.</summary>
    private static bool IsOffered(ISymbol member) =>
        member.DeclaredAccessibility is Accessibility.Public or Accessibility.Protected or Accessibility.ProtectedOrInternal
        && member is not (INamedTypeSymbol or IMethodSymbol { AssociatedSymbol: not null })
        && !(member.ContainingType.TypeKind == TypeKind.Struct && member is IMethodSymbol { MethodKind: MethodKind.Constructor, Parameters.IsEmpty: true })
        && !member.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "CompilerGeneratedAttribute")
        && member.CanBeReferencedByName | member is IPropertySymbol { IsIndexer: true } or IMethodSymbol { MethodKind: MethodKind.Constructor or MethodKind.UserDefinedOperator or MethodKind.Conversion };

    private static string Line(ISymbol member) => member.ToDisplayString(s_member);
}
