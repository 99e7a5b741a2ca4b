namespace DatasetKit.Templates;

/// <summary>Faults between a template and an example (DK8).</summary>
internal static class TemplateDiagnostics
{
    public static readonly Diagnostic CannotShow = new(
        "DK8001",
        "template-cannot-show",
        Severity.Error,
        "The chat template fails on the example: it raises an exception of its own, or does something with a message that the message does not allow.",
        "What the model would see cannot be said, so neither can what it would learn.",
        "Read the reason, which is the template's own or Python's, and mend the conversation (--merge-same-role joins messages of one side), or choose a template that takes it.")
    {
        Example = """{"messages": [{"role": "user", "content": "One."}, {"role": "user", "content": "Two."}, {"role": "assistant", "content": "Three."}]}""",
    };

    public static IReadOnlyList<Diagnostic> All { get; } = [CannotShow];
}
