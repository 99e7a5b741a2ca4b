namespace DatasetKit.Templates.Chat;

/// <summary>
/// The known chat templates whose turns follow one another in one shape. The words of the templates are ours; what they print are facts of
/// the systems: the source of each stands in its description.
/// </summary>
internal static partial class KnownTemplates
{
    private const string FastChat = "lm-sys/FastChat, fastchat/conversation.py";

    public static ChatTemplate ChatMl() => ChatTemplate.KnownAs(
        "chatml", "ChatML: <|im_start|>role … <|im_end|> (openai-python, chatml.md)", Turns("<|im_start|>{{ m.role }}\n", "<|im_end|>\n", "<|im_start|>assistant\n"), ("eos_token", "<|im_end|>"));

    public static ChatTemplate Llama3() => ChatTemplate.KnownAs(
        "llama-3", $"Llama 3: <|start_header_id|>role<|end_header_id|> … <|eot_id|> ({FastChat}, llama-3)",
        "{{ bos_token }}" + Turns("<|start_header_id|>{{ m.role }}<|end_header_id|>\n\n", "<|eot_id|>", "<|start_header_id|>assistant<|end_header_id|>\n\n", trim: true), ("bos_token", "<|begin_of_text|>"), ("eos_token", "<|eot_id|>"));

    public static ChatTemplate Phi3() => ChatTemplate.KnownAs(
        "phi-3", "Phi-3: <|role|> … <|end|> (microsoft/Phi-3-mini-4k-instruct, tokenizer_config.json)", Turns("<|{{ m.role }}|>\n", "<|end|>\n", "<|assistant|>\n"), ("eos_token", "<|endoftext|>"));

    public static ChatTemplate Phi4() => ChatTemplate.KnownAs(
        "phi-4", "Phi-4: <|im_start|>role<|im_sep|> … <|im_end|> (microsoft/phi-4, tokenizer_config.json)",
        Turns("<|im_start|>{{ m.role }}<|im_sep|>", "<|im_end|>", "<|im_start|>assistant<|im_sep|>"), ("eos_token", "<|im_end|>"));

    public static ChatTemplate Zephyr() => ChatTemplate.KnownAs(
        "zephyr", $"Zephyr: <|role|> … </s> ({FastChat}, zephyr; allenai/open-instruct, dataset_transformation.py)", Turns("<|{{ m.role }}|>\n", "{{ eos_token }}\n", "<|assistant|>\n"), ("bos_token", "<s>"), ("eos_token", "</s>"));

    public static ChatTemplate Granite() => ChatTemplate.KnownAs(
        "granite", "Granite 3: <|start_of_role|>role<|end_of_role|> … <|end_of_text|> (ibm-granite/granite-3.0-8b-instruct, tokenizer_config.json)",
        Turns("<|start_of_role|>{{ m.role }}<|end_of_role|>", "<|end_of_text|>\n", "<|start_of_role|>assistant<|end_of_role|>"), ("eos_token", "<|end_of_text|>"));

    public static ChatTemplate Qwen25() => ChatTemplate.KnownAs("qwen2.5", "Qwen 2.5: ChatML with a default system prompt and tools (Qwen/Qwen2.5-7B-Instruct, tokenizer_config.json)", Qwen(
        "You are Qwen, created by Alibaba Cloud. You are a helpful assistant.", string.Empty, string.Empty), ("eos_token", "<|im_end|>"));

    public static ChatTemplate Qwen3() => ChatTemplate.KnownAs("qwen3", "Qwen 3: ChatML with tools and reasoning, which only the last answer shows (Qwen/Qwen3-8B, tokenizer_config.json)", Qwen(
        string.Empty,
        "{%- if loop.index0 > ns.query and (loop.last or m.reasoning_content) -%}<think>\n{{ (m.reasoning_content or '').strip('\\n') }}\n</think>\n\n{{ '' }}{%- endif -%}",
        "{%- if enable_thinking is defined and enable_thinking is false -%}<think>\n\n</think>\n\n{{ '' }}{%- endif -%}"), ("eos_token", "<|im_end|>"));

    public static ChatTemplate Tulu() => ChatTemplate.KnownAs("tulu", "Tülu: <|role|>, the answer ends with </s> (allenai/open-instruct, open_instruct/dataset_transformation.py, tulu)",
        """
        {%- for m in messages -%}
        {{ '<|' + m.role + '|>\n' + m.content + (eos_token if m.role == 'assistant' else '') + ('' if m.role == 'assistant' and loop.last else '\n') }}
        {%- endfor -%}
        {%- if add_generation_prompt -%}{{ '<|assistant|>\n' }}{%- endif -%}
        """, ("eos_token", "</s>"));

    public static ChatTemplate Gemma() => ChatTemplate.KnownAs("gemma", $"Gemma: <start_of_turn>user, <start_of_turn>model ({FastChat}, gemma); a system prompt goes before the first question",
        """
        {{ bos_token }}
        {%- set system = messages[0].content + '\n\n' if messages and messages[0].role == 'system' else '' -%}
        {%- for m in (messages[1:] if system else messages) -%}
        {%- if (m.role == 'user') != (loop.index0 % 2 == 0) -%}{{ raise_exception('Gemma takes user and assistant by turns') }}{%- endif -%}
        {{ '<start_of_turn>' + ('model' if m.role == 'assistant' else 'user') + '\n' + (system if loop.first else '') + m.content | trim + '<end_of_turn>\n' }}
        {%- endfor -%}
        {%- if add_generation_prompt -%}{{ '<start_of_turn>model\n' }}{%- endif -%}
        """, ("bos_token", "<bos>"), ("eos_token", "<eos>"));

    public static ChatTemplate CommandR() => ChatTemplate.KnownAs("command-r", "Command-R: <|START_OF_TURN_TOKEN|> and a token for who speaks (CohereForAI/c4ai-command-r-v01, tokenizer_config.json)",
        """
        {{ bos_token }}
        {%- for m in messages -%}
        {%- set speaker = {'system': 'SYSTEM', 'user': 'USER', 'assistant': 'CHATBOT'}[m.role] -%}
        {{ '<|START_OF_TURN_TOKEN|><|' + speaker + '_TOKEN|>' + m.content | trim + '<|END_OF_TURN_TOKEN|>' }}
        {%- endfor -%}
        {%- if add_generation_prompt -%}{{ '<|START_OF_TURN_TOKEN|><|CHATBOT_TOKEN|>' }}{%- endif -%}
        """, ("bos_token", "<BOS_TOKEN>"), ("eos_token", "<|END_OF_TURN_TOKEN|>"));

    public static ChatTemplate GptOss() => ChatTemplate.KnownAs("gpt-oss", "gpt-oss: the harmony format with its channels, without tools (openai/harmony, docs/format.md)",
        """
        {%- for m in messages -%}
        {%- if m.role == 'assistant' -%}
        {%- if m.reasoning_content -%}{{ '<|start|>assistant<|channel|>analysis<|message|>' + m.reasoning_content + '<|end|>' }}{%- endif -%}
        {{ '<|start|>assistant<|channel|>final<|message|>' + m.content + ('<|return|>' if loop.last else '<|end|>') }}
        {%- else -%}
        {{ '<|start|>' + m.role + '<|message|>' + m.content + '<|end|>' }}
        {%- endif -%}
        {%- endfor -%}
        {%- if add_generation_prompt -%}{{ '<|start|>assistant' }}{%- endif -%}
        """, ("eos_token", "<|return|>"));

    /// <summary>Every message in the same shape.</summary>
    private static string Turns(string before, string after, string prompt, bool trim = false) =>
        "{%- for m in messages -%}" + Printed(before) + "{{ m.content" + (trim ? " | trim" : string.Empty) + " }}" + Printed(after) + "{%- endfor -%}"
        + "{%- if add_generation_prompt -%}" + Printed(prompt) + "{%- endif -%}";

    /// <summary>As an expression, so that no rule about whitespace around tags touches it.</summary>
    private static string Printed(string text) => "{{ '" + text.Replace("\n", "\\n", StringComparison.Ordinal).Replace("{{ ", "' + ", StringComparison.Ordinal).Replace(" }}", " + '", StringComparison.Ordinal) + "' }}";

    /// <summary>ChatML with tools, as Qwen has it.</summary>
    private static string Qwen(string system, string reasoning, string prompt) => """
        {%- set given = messages and messages[0].role == 'system' -%}
        {%- set system = messages[0].content if given else '
        """ + system + """
        ' -%}
        {%- if tools -%}
        {{ '<|im_start|>system\n' + (system + '\n\n' if system else '') + '# Tools\n\nYou may call one or more functions to assist with the user query.\n\nYou are provided with function signatures within <tools></tools> XML tags:\n<tools>' }}
        {%- for tool in tools -%}{{ '\n' + (tool | tojson) }}{%- endfor -%}
        {{ '\n</tools>\n\nFor each function call, return a json object with function name and arguments within <tool_call></tool_call> XML tags:\n<tool_call>\n{"name": <function-name>, "arguments": <args-json-object>}\n</tool_call><|im_end|>\n' }}
        {%- elif system -%}{{ '<|im_start|>system\n' + system + '<|im_end|>\n' }}{%- endif -%}
        {%- set ns = namespace(query=-1) -%}
        {%- for m in messages -%}{%- if m.role == 'user' -%}{%- set ns.query = loop.index0 -%}{%- endif -%}{%- endfor -%}
        {%- for m in messages -%}
        {%- if m.role == 'tool' -%}
        {%- if loop.first or messages[loop.index0 - 1].role != 'tool' -%}{{ '<|im_start|>user' }}{%- endif -%}
        {{ '\n<tool_response>\n' + m.content + '\n</tool_response>' }}
        {%- if loop.last or messages[loop.index0 + 1].role != 'tool' -%}{{ '<|im_end|>\n' }}{%- endif -%}
        {%- elif m.role == 'assistant' -%}
        {{ '<|im_start|>assistant\n' }}
        """ + reasoning + """
        {{ m.content or '' }}
        {%- for call in m.tool_calls or [] -%}
        {{ ('\n' if m.content or not loop.first else '') + '<tool_call>\n{"name": "' + call.function.name + '", "arguments": ' + (call.function.arguments if call.function.arguments is string else call.function.arguments | tojson) + '}\n</tool_call>' }}
        {%- endfor -%}
        {{ '<|im_end|>\n' }}
        {%- elif not (given and loop.first) -%}{{ '<|im_start|>' + m.role + '\n' + m.content + '<|im_end|>\n' }}
        {%- endif -%}
        {%- endfor -%}
        {%- if add_generation_prompt -%}{{ '<|im_start|>assistant\n' }}
        """ + prompt + "{%- endif -%}";
}
