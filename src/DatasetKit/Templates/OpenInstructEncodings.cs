namespace DatasetKit.Templates;

/// <summary>The encodings of Tülu 1 and 2, in the order of their source.</summary>
internal static class OpenInstructEncodings
{
    public static PromptEncodings Create() => new(
        [
            new("{instruction}\n\n{input}\n\n", "{output}", 0.2),
            new("{instruction}\n{input}\n\n", "{output}", 0.1),
            new("{instruction}\n{input}\n", "{output}", 0.1),
            new("{instruction}\n\nInput: {input}\n\nOutput:", "{output}", 0.05),
            new("{instruction}\nInput: {input}\nOutput:", "{output}", 0.05),
            new("{instruction}\n{input}\n\nResponse:", "{output}", 0.05),
            new("{instruction}\n\nAdditional Context:\n{input}\n\nAnswer:", "{output}", 0.05),
            new("Task: {instruction}\nInput: {input}\nOutput:", "{output}", 0.05),
            new("Task: {instruction}\n\n{input}\n\n", "{output}", 0.05),
            new("Task: {instruction}\n\n{input}\n\nAnswer:", "{output}", 0.05),
            new("You need to complete the following task:\n\n{instruction}\n\n{input}\n\nAnswer:", "{output}", 0.05),
            new("{instruction}\n\nNow complete the following instance -\nInput: {input}\nOutput:", "{output}", 0.05),
            new("Instruction:{instruction}\n\nInput: {input}\n\n", "{output}", 0.05),
            new(
                "Below is an instruction that describes a task, paired with an input that provides further context. "
                + "Write a response that appropriately completes the request.\n\n### Instruction:\n{instruction}\n\n### Input:\n{input}\n\n### Response:",
                "{output}",
                0.1),
        ],
        [
            new("{instruction}\n\n", "{output}", 0.2),
            new("{instruction}\n", "{output}", 0.1),
            new("{instruction}", "\n{output}", 0.1),
            new("{instruction} Output:", "{output}", 0.05),
            new("{instruction}\nResponse:", "{output}", 0.05),
            new("{instruction}\n\nAnswer:", "{output}", 0.05),
            new("Task: {instruction}\n\n", "{output}", 0.05),
            new("Instruction: {instruction}\n", "{output}", 0.05),
            new("Instruction: {instruction}\nOutput:", "{output}", 0.05),
            new("You need to complete the following task:\n\n{instruction}\n\n", "{output}", 0.05),
            new("Can you help with this?\n\n{instruction}\n", "{output}", 0.05),
            new("Plase answer the following request: {instruction}\nAnswer:", "{output}", 0.05),
            new("Tell me how would you respond to the following request.\n{instruction}\n", "{output}", 0.05),
            new("Write a response that appropriately completes the request.\n\n### Instruction:\n{instruction}\n\n### Response:", "{output}", 0.1),
        ]);
}
