namespace DatasetKit.Templates.Jinja;

/// <summary>A template as code.</summary>
/// <param name="Body">What it prints.</param>
/// <param name="Loads">How its variables start.</param>
/// <param name="Function">Its variables.</param>
/// <param name="Blocks">Its blocks by name.</param>
/// <param name="Self">Where the variable <c>self</c> is, when the template mentions it.</param>
internal sealed record CompiledTemplate(Statement[] Body, ScopeLoads Loads, FunctionScope Function, Dictionary<string, BlockCode> Blocks, Place? Self);
