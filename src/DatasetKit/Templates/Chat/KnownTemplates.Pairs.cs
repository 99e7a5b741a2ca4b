namespace DatasetKit.Templates.Chat;

/// <summary>The known chat templates that show questions and answers in different shapes.</summary>
internal static partial class KnownTemplates
{
    private const string Polite = "A chat between a curious user and an artificial intelligence assistant. The assistant gives helpful, detailed, and polite answers to the user\\'s questions.";
    private const string PoliteHuman = "A chat between a curious human and an artificial intelligence assistant. The assistant gives helpful, detailed, and polite answers to the human\\'s questions.";
    private const string Describes = "Below is an instruction that describes a task. Write a response that appropriately completes the request.";

    public static ChatTemplate Llama2() => ChatTemplate.KnownAs("llama-2", "Llama 2: [INST] question [/INST] answer, the system prompt inside the first question (meta-llama/llama, llama/generation.py)",
        Paired("bos_token + '[INST] ' + ((('<<SYS>>\\n' + system + '\\n<</SYS>>\\n\\n') if loop.first and system is not none else '') + m.content) | trim + ' [/INST]'", "' ' + m.content | trim + ' ' + eos_token"),
        ("bos_token", "<s>"), ("eos_token", "</s>"));

    public static ChatTemplate DeepSeek() => ChatTemplate.KnownAs("deepseek", $"DeepSeek Chat: User: …, Assistant: … ({FastChat}, deepseek-chat)",
        """
        {{ bos_token }}
        {%- for m in messages -%}
        {{ m.content + '\n\n' if m.role == 'system' else 'User: ' + m.content + '\n\n' if m.role == 'user' else 'Assistant: ' + m.content + eos_token if m.role == 'assistant' else raise_exception('DeepSeek Chat has no place for the role ' ~ m.role) }}
        {%- endfor -%}
        {%- if add_generation_prompt -%}{{ 'Assistant:' }}{%- endif -%}
        """, ("bos_token", "<｜begin▁of▁sentence｜>"), ("eos_token", "<｜end▁of▁sentence｜>"));

    public static ChatTemplate VicunaV0() => ChatTemplate.KnownAs("vicuna-v0", $"Vicuna v0: ### Human, ### Assistant ({FastChat}, zero_shot)",
        $"{{%- set preamble = '{PoliteHuman}' -%}}" + SystemThen("system + '\\n'", "preamble + '\\n'") + Paired("'### Human: ' + m.content + '\\n'", "'### Assistant: ' + m.content + '\\n' + ('### ' if loop.last else '')", "'### Assistant:'"), ("eos_token", "###"));

    public static ChatTemplate VicunaV11() => ChatTemplate.KnownAs("vicuna-v1.1", $"Vicuna v1.1: USER: … ASSISTANT: …</s> ({FastChat}, vicuna_v1.1)",
        $"{{%- set preamble = '{Polite}' -%}}" + SystemThen("system + ' '", "preamble + ' '") + Paired("'USER: ' + m.content + ' '", "'ASSISTANT: ' + m.content + eos_token", "'ASSISTANT:'"), ("eos_token", "</s>"));

    // Its inference gives a system prompt as a line of the user and strips what was said; its training gives none and strips nothing.
    public static ChatTemplate UltraLm() => ChatTemplate.KnownAs("ultralm", "UltraLM: User: …</s>, Assistant: …</s>, for inference after its system prompt (thunlp/UltraChat, UltraLM/inference_cli.py)",
        "{%- set preamble = 'A chat between a curious user and an artificial intelligence assistant. The assistant gives helpful, very detailed, and polite answers to the user\\'s questions.' -%}"
        + "{%- macro said(text) -%}{{ text | trim if add_generation_prompt else text }}{%- endmacro -%}"
        + SystemThen("'User: ' + system + eos_token + '\\n'", "('User: ' + preamble + eos_token + '\\n') if add_generation_prompt else ''")
        + Paired("('' if loop.first else '\\n') + 'User: ' + said(m.content) + eos_token", "'\\nAssistant: ' + said(m.content) + eos_token", "'\\nAssistant: '"), ("eos_token", "</s>"));

    public static ChatTemplate Alpaca() => ChatTemplate.KnownAs("alpaca-chat", $"Alpaca for several turns: ### Instruction: …, ### Response: … ({FastChat}, alpaca)",
        $"{{%- set preamble = '{Describes}' -%}}" + SystemThen("system + '\\n\\n'", "preamble + '\\n\\n'") + Paired("'### Instruction: ' + m.content + '\\n\\n'", "'### Response: ' + m.content + eos_token", "'### Response:'"), ("eos_token", "</s>"));

    public static ChatTemplate Dolly() => ChatTemplate.KnownAs("dolly-chat", $"Dolly 2.0 for several turns: ### Instruction, ### Response, ### End ({FastChat}, dolly_v2)",
        $"{{%- set preamble = '{Describes}' -%}}" + SystemThen("system + '\\n\\n'", "preamble + '\\n\\n'") + Paired("'### Instruction:\\n' + m.content + '\\n\\n'", "'### Response:\\n' + m.content + '### End\\n\\n'", "'### Response:\\n'"), ("eos_token", "### End"));

    private static string Bos => "{{ bos_token }}";

    private static string SystemThen(string shown, string otherwise = "''") =>
        "{%- set system = messages[0].content if messages and messages[0].role == 'system' else none -%}{{ (" + shown + ") if system is not none else (" + otherwise + ") }}";

    /// <summary>Questions and answers by turns, a system prompt before them.</summary>
    private static string Paired(string question, string answer, string? prompt = null) =>
        "{%- set system = messages[0].content if messages and messages[0].role == 'system' else none -%}"
        + "{%- for m in (messages[1:] if system is not none else messages) -%}"
        + "{%- if (m.role == 'user') != (loop.index0 % 2 == 0) or m.role not in ['user', 'assistant'] -%}{{ raise_exception('the messages are not user and assistant by turns') }}{%- endif -%}"
        + "{%- if m.role == 'user' -%}{{ " + question + " }}{%- else -%}{{ " + answer + " }}{%- endif -%}"
        + "{%- endfor -%}" + (prompt is null ? string.Empty : "{%- if add_generation_prompt -%}{{ " + prompt + " }}{%- endif -%}");
}
