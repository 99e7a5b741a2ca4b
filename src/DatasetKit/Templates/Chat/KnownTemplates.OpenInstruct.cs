namespace DatasetKit.Templates.Chat;

/// <summary>The chat templates of open-instruct. The text is ours, what they print is a fact of theirs.</summary>
internal static partial class KnownTemplates
{
    private const string OpenInstruct = "allenai/open-instruct, open_instruct/dataset_transformation.py";
    private const string EndOfLast = "{%- if loop.last and not add_generation_prompt -%}{{ eos_token }}{%- endif -%}{%- endfor -%}";

    private const string OlmoSystem =
        "You are OLMo, a helpful function-calling AI assistant built by Ai2. Your date cutoff is November 2024, and your model weights are available at https://huggingface.co/allenai. "
        + "You do not currently have access to any functions. <functions></functions>";

    private const string ThinkAloud =
        "A conversation between User and Assistant. The user asks a question, and the Assistant solves it. The assistant first thinks about the reasoning process in the mind and then "
        + "provides the user with the answer. The reasoning process and answer are enclosed within <think> </think> and <answer> </answer> tags, respectively, i.e., "
        + "<think> reasoning process here </think> <answer> answer here </answer>.";

    public static ChatTemplate ConcatWithSpace() => ChatTemplate.KnownAs("simple_concat_with_space", $"the contents with spaces between ({OpenInstruct})",
        "{%- for m in messages -%}{{ ('' if loop.first else ' ') + m.content }}" + EndOfLast, ("eos_token", "</s>"));

    public static ChatTemplate ConcatWithNewline() => ChatTemplate.KnownAs("simple_concat_with_new_line", $"the contents with newlines between ({OpenInstruct})",
        "{%- for m in messages -%}{{ ('' if loop.first else '\\n') + m.content }}" + EndOfLast, ("eos_token", "</s>"));

    public static ChatTemplate SimpleChat() => ChatTemplate.KnownAs("simple_chat", $"User: …, Assistant: … with blank lines between ({OpenInstruct})",
        "{%- for m in messages -%}{{ ('' if loop.first else '\\n\\n') + m.role | capitalize + ': ' + m.content }}" + EndOfLast, ("eos_token", "</s>"));

    public static ChatTemplate AssistantOnly() => ChatTemplate.KnownAs("assistant_message_only", $"the answers and nothing else ({OpenInstruct})",
        "{%- for m in messages if m.role == 'assistant' -%}{{ m.content }}{%- endfor -%}", ("eos_token", "</s>"));

    public static ChatTemplate TuluThinker() => ChatTemplate.KnownAs("tulu_thinker", $"Tülu whose answers begin with <think> ({OpenInstruct})", TuluTurns("m.content"), ("eos_token", "</s>"));

    public static ChatTemplate TuluThinkerR1() => ChatTemplate.KnownAs("tulu_thinker_r1_style", $"Tülu after DeepSeek-R1's prompt, what was thought left out ({OpenInstruct})",
        "{{ '" + ThinkAloud + "\\n\\n' }}" + TuluTurns("m.content.split('</think>')[-1]"), ("eos_token", "</s>"));

    public static ChatTemplate Olmo() => OlmoOf("olmo", "OLMo", OlmoSystem, string.Empty);

    public static ChatTemplate OlmoThinker() => OlmoOf("olmo_thinker", "OLMo whose answers begin with <think>", Helpful, "<think>");

    public static ChatTemplate OlmoNoThink() => OlmoOf("olmo_thinker_no_think_7b", "OLMo 3 7B that does not think", "You are Olmo, a helpful AI assistant built by Ai2. Your date cutoff is December 2024, and your model weights are "
        + "available at https://huggingface.co/allenai.", string.Empty);

    private static string TuluTurns(string answer) =>
        "{%- for m in messages -%}{{ '<|' + m.role + '|>\\n' + (" + answer + " + eos_token if m.role == 'assistant' else m.content) + ('' if m.role == 'assistant' and loop.last else '\\n') }}{%- endfor -%}"
        + "{%- if add_generation_prompt -%}{{ '<|assistant|>\\n<think>' }}{%- endif -%}";

    /// <summary>ChatML with functions listed in a system or user message, called in OLMo's notation, and answered by the environment.</summary>
    private static ChatTemplate OlmoOf(string name, string description, string system, string prompt, string content = "m.content or ''") => ChatTemplate.KnownAs(
        name,
        $"{description}: ChatML with functions and their environment ({OpenInstruct})",
        "{%- if not messages | selectattr('role', 'equalto', 'system') | list -%}{{ '<|im_start|>system\\n" + system + "<|im_end|>\\n' }}{%- endif -%}"
        + """
        {%- for m in messages -%}
        {%- set functions = none if m.functions is not defined or m.functions is none else '<functions>' + m.functions + '</functions>' -%}
        {{ '<|im_start|>' + m.role + '\n' + (CONTENT) }}
        {%- if m.role == 'system' -%}{{ ' ' + (functions or 'You do not currently have access to any functions. <functions></functions>') }}
        {%- elif m.role == 'user' -%}{{ '\n' + functions if functions else '' }}
        {%- elif m.role == 'assistant' and m.function_calls is defined and m.function_calls is not none -%}{{ '<function_calls>' + m.function_calls + '</function_calls>' }}
        {%- endif -%}
        {{ eos_token if m.role == 'assistant' and loop.last else '<|im_end|>\n' }}
        {%- endfor -%}
        """.Replace("CONTENT", content, StringComparison.Ordinal)
        + "{%- if add_generation_prompt -%}{{ '<|im_start|>assistant\\n" + prompt + "' }}{%- endif -%}",
        ("eos_token", "</s>"));
}
