namespace DatasetKit.Templates.Chat;

/// <summary>
/// LLaVA's family. The words of the templates are ours; what they print are facts: haotian-liu/LLaVA and LLaVA-VL/LLaVA-NeXT, llava/conversation.py
/// (systems, roles, separators) and llava/train/train.py (where the picture's placeholder goes, and v0's and plain's shape).
/// </summary>
internal static partial class KnownTemplates
{
    private const string LlavaSource = "haotian-liu/LLaVA, llava/conversation.py";
    private const string LlavaNextSource = "LLaVA-VL/LLaVA-NeXT, llava/conversation.py";
    private const string SeesVisualContent = "You are a helpful language and vision assistant. You are able to understand the visual content that the user provides, and assist the user with a variety of tasks using natural language.";
    private const string SeesTaggedContent =
        "A chat between a curious user and an artificial intelligence assistant. The assistant is able to understand the visual content that the user provides, and assist the user with a variety of tasks using "
        + "natural language.The visual content will be provided with the following format: <Image>visual content</Image>.";

    public static ChatTemplate Llava() => LlavaTwo("llava", "LLaVA 1.5: Vicuna v1.1 with <image> where a picture stands", "v1", Polite, "<image>");

    public static ChatTemplate LlavaV1() => LlavaTwo("llava-v1", "LLaVA 1: USER: … ASSISTANT: …</s> after a curious human", "llava_v1", PoliteHuman, "<image>");

    public static ChatTemplate LlavaV1Tagged() => LlavaTwo("llava-v1-mmtag", "LLaVA 1 with <Image>…</Image> around the picture", "v1_mmtag", SeesTaggedContent, "<Image><image></Image>");

    public static ChatTemplate LlavaV0() => LlavaSingle("llava-v0", "LLaVA 0: ### Human, ### Assistant", "llava_v0", PoliteHuman, "<image>");

    public static ChatTemplate LlavaV0Tagged() => LlavaSingle("llava-v0-mmtag", "LLaVA 0 with <Image>…</Image> around the picture", "v0_mmtag", SeesTaggedContent, "<Image><image></Image>");

    // The first stage trains captions: what was asked is thrown away, and so is everything that is no picture.
    public static ChatTemplate LlavaPlain() => ChatTemplate.KnownAs("llava-plain", $"LLaVA's first stage: <image> and its caption, without the question ({LlavaSource}, plain; llava/train/train.py)",
        """
        {%- if messages | length != 2 or messages[0].role != 'user' or messages[1].role != 'assistant' -%}{{ raise_exception('LLaVA plain takes one question and its answer') }}{%- endif -%}
        {%- if '<image>' not in messages[0].content | string and (messages[0].content is string or messages[0].content | rejectattr('type', 'equalto', 'text') | list | length == 0) -%}{{ raise_exception('LLaVA plain takes a picture in the question') }}{%- endif -%}
        {{ '<image>' + messages[1].content + '\n' }}
        """, ("eos_token", "</s>"));

    public static ChatTemplate LlavaLlama2() => ChatTemplate.KnownAs("llava-llama-2", $"LLaVA on Llama 2: [INST] question [/INST] answer after its own system prompt ({LlavaSource}, llava_llama_2)",
        Shown("<image>") + $"{{%- set preamble = '{SeesVisualContent}' -%}}"
        + Paired("bos_token + '[INST] ' + (('<<SYS>>\\n' + (preamble if system is none else system) + '\\n<</SYS>>\\n\\n') if loop.first else '') + shown(m.content) + ' [/INST]'", "' ' + shown(m.content) + ' ' + eos_token"),
        ("bos_token", "<s>"), ("eos_token", "</s>"));

    public static ChatTemplate LlavaMistral() => ChatTemplate.KnownAs("llava-mistral-instruct", $"LLaVA 1.6 on Mistral: [INST] question [/INST] answer </s> ({LlavaNextSource}, mistral_instruct)",
        Shown("<image>") + Paired("'[INST] ' + (('<<SYS>>\\n' + system + '\\n<</SYS>>\\n\\n') if loop.first and system else '') + shown(m.content) + ' [/INST]'", "' ' + shown(m.content) + ' ' + eos_token"),
        ("eos_token", "</s>"));

    public static ChatTemplate LlavaMpt() => LlavaChatMl("llava-mpt", "LLaVA on MPT: ChatML without line ends between the turns", $"{LlavaSource}, mpt", "A conversation between a user and an LLM-based AI assistant. The assistant gives helpful and honest answers.", string.Empty);

    public static ChatTemplate LlavaChatMlDirect() => LlavaChatMl("llava-chatml-direct", "LLaVA 1.6 34B: ChatML without line ends between the turns", $"{LlavaNextSource}, chatml_direct", "Answer the questions.", string.Empty);

    public static ChatTemplate LlavaChatMlServed() => LlavaChatMl("llava-chatml", "LLaVA 1.6 34B as FastChat serves it: with line ends between the turns", $"{FastChat}, llava-chatml", "Answer the questions.", "\\n");

    public static ChatTemplate LlavaQwen() => LlavaChatMl("llava-qwen-1.5", "LLaVA-NeXT on Qwen 1.5: ChatML", $"{LlavaNextSource}, qwen_1_5", "You are a helpful assistant.", "\\n");

    public static ChatTemplate LlavaGemma() => ChatTemplate.KnownAs("llava-gemma", $"LLaVA-NeXT on Gemma: <start_of_turn>user, <start_of_turn>model ({LlavaNextSource}, gemma_instruct)",
        Shown("<image>") + Paired("'<start_of_turn>user\\n' + ((system + '\\n\\n') if loop.first and system else '') + shown(m.content) + '<end_of_turn>\\n'", "'<start_of_turn>model\\n' + shown(m.content) + '<end_of_turn>\\n'", "'<start_of_turn>model\\n'"),
        ("bos_token", "<bos>"), ("eos_token", "<eos>"));

    public static ChatTemplate LlavaLlama3() => ChatTemplate.KnownAs("llava-llama-3", $"LLaVA-NeXT on Llama 3, with its own system prompt ({LlavaNextSource}, llava_llama_3)",
        Shown("<image>") + $"{{%- set preamble = '{SeesVisualContent}' -%}}{{{{ bos_token }}}}"
        + SystemThen("'<|start_header_id|>system<|end_header_id|>\\n\\n' + system | trim + '<|eot_id|>'", "'<|start_header_id|>system<|end_header_id|>\\n\\n' + preamble + '<|eot_id|>'")
        + Paired(
            "'<|start_header_id|>user<|end_header_id|>\\n\\n' + shown(m.content) | trim + '<|eot_id|>'",
            "'<|start_header_id|>assistant<|end_header_id|>\\n\\n' + shown(m.content) | trim + '<|eot_id|>'",
            "'<|start_header_id|>assistant<|end_header_id|>\\n\\n'"),
        ("bos_token", "<|begin_of_text|>"), ("eos_token", "<|eot_id|>"));

    private static ChatTemplate LlavaTwo(string name, string description, string conversation, string system, string placeholder) => ChatTemplate.KnownAs(
        name, $"{description} ({LlavaSource}, {conversation})",
        Shown(placeholder) + $"{{%- set preamble = '{system}' -%}}" + SystemThen("system + ' '", "preamble + ' '")
        + Paired("'USER: ' + shown(m.content) + ' '", "'ASSISTANT: ' + shown(m.content) + eos_token", "'ASSISTANT:'"), ("eos_token", "</s>"));

    // Training puts each turn on a line of its own and ends with the mark that begins a turn; inference has neither spaces nor lines between them.
    private static ChatTemplate LlavaSingle(string name, string description, string conversation, string system, string placeholder) => ChatTemplate.KnownAs(
        name, $"{description}; asked without the line ends it is trained with ({LlavaSource}, {conversation}; llava/train/train.py)",
        Shown(placeholder) + $"{{%- set preamble = '{system}' -%}}"
        + "{%- set mark, end = ('###', '') if add_generation_prompt else ('### ', '\\n') -%}"
        + SystemThen("system + end * 2", "preamble + end * 2")
        + Paired("mark + 'Human: ' + shown(m.content) + end", "mark + 'Assistant: ' + shown(m.content) + end", "'###Assistant:'")
        + "{{ '' if add_generation_prompt else mark }}", ("eos_token", "###"));

    private static ChatTemplate LlavaChatMl(string name, string description, string source, string system, string between) => ChatTemplate.KnownAs(
        name, $"{description} ({source})",
        Shown("<image>") + $"{{%- set preamble = '{system}' -%}}" + SystemThen($"'<|im_start|>system\\n' + system + '<|im_end|>{between}'", $"'<|im_start|>system\\n' + preamble + '<|im_end|>{between}'")
        + Paired($"'<|im_start|>user\\n' + shown(m.content) + '<|im_end|>{between}'", $"'<|im_start|>assistant\\n' + shown(m.content) + '<|im_end|>{between}'", "'<|im_start|>assistant\\n'"),
        ("eos_token", "<|im_end|>"));

    /// <summary>A content with its one picture before the text, wherever it stood; several pictures stay where they are.</summary>
    private static string Shown(string placeholder) =>
        "{%- macro shown(content) -%}"
        + "{%- set flat -%}{%- if content is string -%}{{ content }}{%- else -%}{%- for part in content -%}{{ part.text if part.type == 'text' else '<image>\\n' }}{%- endfor -%}{%- endif -%}{%- endset -%}"
        + "{%- if flat.count('<image>') == 1 -%}{{ ('" + placeholder + "\\n' + flat.replace('<image>', '') | trim) | trim }}"
        + (placeholder == "<image>" ? "{%- else -%}{{ flat }}{%- endif -%}" : "{%- else -%}{{ flat.replace('<image>', '" + placeholder + "') }}{%- endif -%}")
        + "{%- endmacro -%}";
}
