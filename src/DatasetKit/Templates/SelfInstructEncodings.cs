namespace DatasetKit.Templates;

/// <summary>The encodings of Self-Instruct, in the order of their source; each is as likely as the others.</summary>
internal static class SelfInstructEncodings
{
    public static PromptEncodings Create() => new(
        [
            new("{instruction}\nInput: {input}\nOutput:", " {output}<|endoftext|>"),
            new("{instruction}\n\nInput: {input}\n\nOutput:", " {output}<|endoftext|>"),
            new("Task: {instruction}\nInput: {input}\nOutput:", " {output}<|endoftext|>"),
            new("{instruction}\n\n{input}\n\nOutput:", " {output}<|endoftext|>"),
            new("{instruction}\n\n{input}\n\n", "{output}<|endoftext|>"),
            new("{instruction}\n{input}\n\n", "{output}<|endoftext|>"),
            new("Task: {instruction}\n\n{input}\n\n", "{output}<|endoftext|>"),
        ],
        [
            new("{instruction} Output:", " {output}<|endoftext|>"),
            new("{instruction}\nOutput:", " {output}<|endoftext|>"),
            new("{instruction}\n\nOutput:", " {output}<|endoftext|>"),
            new("{instruction}\n", "{output}<|endoftext|>"),
            new("{instruction}\n\n", "{output}<|endoftext|>"),
            new("Task: {instruction}\n\n", "{output}<|endoftext|>"),
        ]);
}
