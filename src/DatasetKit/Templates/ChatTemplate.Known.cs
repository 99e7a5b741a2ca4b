using DatasetKit.Templates.Chat;

namespace DatasetKit;

/// <summary>The known chat templates: one visible line each.</summary>
public sealed partial class ChatTemplate
{
    /// <summary>All known chat templates. They are written for this project; the strings they print are those of the systems they are named after.</summary>
    public static new IReadOnlyList<ChatTemplate> Known { get; } =
    [
        KnownTemplates.ChatMl(),
        KnownTemplates.Llama2(),
        KnownTemplates.Llama3(),
        KnownTemplates.MistralV1(),
        KnownTemplates.MistralV3(),
        KnownTemplates.MistralNemo(),
        KnownTemplates.Gemma(),
        KnownTemplates.Phi3(),
        KnownTemplates.Phi4(),
        KnownTemplates.Qwen25(),
        KnownTemplates.Qwen3(),
        KnownTemplates.DeepSeek(),
        KnownTemplates.Zephyr(),
        KnownTemplates.Tulu(),
        KnownTemplates.VicunaV0(),
        KnownTemplates.VicunaV11(),
        KnownTemplates.UltraLm(),
        KnownTemplates.Alpaca(),
        KnownTemplates.Dolly(),
        KnownTemplates.Llava(),
        KnownTemplates.LlavaV0(),
        KnownTemplates.LlavaV0Tagged(),
        KnownTemplates.LlavaV1(),
        KnownTemplates.LlavaV1Tagged(),
        KnownTemplates.LlavaPlain(),
        KnownTemplates.LlavaLlama2(),
        KnownTemplates.LlavaLlama3(),
        KnownTemplates.LlavaMpt(),
        KnownTemplates.LlavaMistral(),
        KnownTemplates.LlavaChatMlDirect(),
        KnownTemplates.LlavaChatMlServed(),
        KnownTemplates.LlavaQwen(),
        KnownTemplates.LlavaGemma(),
        KnownTemplates.Granite(),
        KnownTemplates.CommandR(),
        KnownTemplates.GptOss(),
        KnownTemplates.ConcatWithSpace(),
        KnownTemplates.ConcatWithNewline(),
        KnownTemplates.SimpleChat(),
        KnownTemplates.AssistantOnly(),
        KnownTemplates.TuluThinker(),
        KnownTemplates.TuluThinkerR1(),
        KnownTemplates.Olmo(),
        KnownTemplates.OlmoThinker(),
        KnownTemplates.OlmoNoThink(),
        KnownTemplates.OlmoOld(),
        KnownTemplates.OlmoNoThinkSft(),
        KnownTemplates.OlmoForgetsThoughts(),
        KnownTemplates.RlZero(),
        KnownTemplates.CodeRlZero(),
        KnownTemplates.R1(),
        KnownTemplates.R1Think(),
        KnownTemplates.R1Boxed(),
        KnownTemplates.R1Tool(),
        KnownTemplates.QwenBoxedMath(),
    ];

    /// <summary>The known chat template of a name; null when there is none.</summary>
    /// <param name="name">For example <c>chatml</c>.</param>
    public static new ChatTemplate? Find(string name) => Known.FirstOrDefault(template => string.Equals(template.Name, name, StringComparison.OrdinalIgnoreCase));

    internal static ChatTemplate KnownAs(string name, string description, string source, params (string Name, string Token)[] tokens) =>
        Create(source, null, name, description, ChatTemplateOptions.Default with { SpecialTokens = tokens.ToDictionary(token => token.Name, token => token.Token) });
}
