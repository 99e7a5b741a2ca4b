namespace DatasetKit.Recipes.Running;

/// <summary>The tokenizer that a parameter names.</summary>
internal static class Tokenizers
{
    /// <summary>A tokenizer by its name, its file or its model's folder.</summary>
    /// <exception cref="TokenizerException">There is none.</exception>
    public static Tokenizer Load(string nameOrPath) => Tokenizer.LoadAsync(nameOrPath).GetAwaiter().GetResult();
}
