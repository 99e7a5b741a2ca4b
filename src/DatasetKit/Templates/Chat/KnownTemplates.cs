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
        "phi-3", "Phi-3: <|role|> … <|end|> (microsoft/Phi-3-mini-4k-instruct, tokenizer_config.json)", Turns("<|{{ m.role }}|>\n", "<|end|>\n", "<|assistant|>\n")
        + "{%- if not add_generation_prompt -%}{{ eos_token }}{%- endif -%}", ("eos_token", "<|endoftext|>"));

    public static ChatTemplate Phi4() => ChatTemplate.KnownAs(
        "phi-4", "Phi-4: <|im_start|>role<|im_sep|> … <|im_end|> (microsoft/phi-4, tokenizer_config.json)",
        Turns("<|im_start|>{{ m.role }}<|im_sep|>", "<|im_end|>", "<|im_start|>assistant<|im_sep|>"), ("eos_token", "<|im_end|>"));

    public static ChatTemplate Zephyr() => ChatTemplate.KnownAs(
        "zephyr", $"Zephyr: <|role|> … </s> ({FastChat}, zephyr; allenai/open-instruct, dataset_transformation.py)", Turns("<|{{ m.role }}|>\n", "{{ eos_token }}\n", "<|assistant|>\n"), ("bos_token", "<s>"), ("eos_token", "</s>"));

    public static ChatTemplate Granite() => ChatTemplate.KnownAs(
        "granite", "Granite 3: <|start_of_role|>role<|end_of_role|> … <|end_of_text|>, with tools (ibm-granite/granite-3.0-8b-instruct, tokenizer_config.json)",
        """
        {%- if tools -%}
        {{ '<|start_of_role|>available_tools<|end_of_role|>\n' }}
        {%- for tool in tools -%}{{ ('' if loop.first else '\n\n') + tool | tojson(indent=4) }}{%- endfor -%}
        {{ '<|end_of_text|>\n' }}
        {%- endif -%}
        {%- for m in messages -%}
        {%- if m.tool_calls and m.content -%}{{ raise_exception('Granite takes a content or tool calls, not both') }}{%- endif -%}
        {{ '<|start_of_role|>' + ('tool_response' if m.role == 'tool' else m.role) + '<|end_of_role|>' + ('<|tool_call|>' + m.tool_calls | map(attribute='function') | list | tojson(indent=4) if m.tool_calls else m.content) + '<|end_of_text|>\n' }}
        {%- endfor -%}
        {%- if add_generation_prompt -%}{{ '<|start_of_role|>assistant<|end_of_role|>' }}{%- endif -%}
        """, ("eos_token", "<|end_of_text|>"));

    public static ChatTemplate Qwen25() => ChatTemplate.KnownAs("qwen2.5", "Qwen 2.5: ChatML with a default system prompt and tools (Qwen/Qwen2.5-7B-Instruct, tokenizer_config.json)", Qwen(
        "'You are Qwen, created by Alibaba Cloud. You are a helpful assistant.'", "{%- set answer = m.content or '' -%}", string.Empty), ("eos_token", "<|im_end|>"));

    public static ChatTemplate Qwen3() => ChatTemplate.KnownAs("qwen3", "Qwen 3: ChatML with tools and reasoning, which only the last answer shows (Qwen/Qwen3-8B, tokenizer_config.json)", Qwen(
        "none",
        """
        {%- set answer = m.content or '' -%}
        {%- set thought = '' -%}
        {%- if m.reasoning_content is string -%}{%- set thought = m.reasoning_content -%}
        {%- elif '</think>' in answer -%}
        {%- set thought = answer.split('</think>')[0].rstrip('\n').split('<think>')[-1].lstrip('\n') -%}
        {%- set answer = answer.split('</think>')[-1].lstrip('\n') -%}
        {%- endif -%}
        {%- if loop.index0 > ns.query and (loop.last or thought) -%}
        {{ '<think>\n' + thought.strip('\n') + '\n</think>\n\n' }}
        {%- set answer = answer.lstrip('\n') -%}
        {%- endif -%}
        """,
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
        {%- set system = messages[0].content if messages and messages[0].role == 'system' else none -%}
        {%- for m in (messages if system is none else messages[1:]) -%}
        {%- if (m.role == 'user') != (loop.index0 % 2 == 0) -%}{{ raise_exception('Gemma takes user and assistant by turns') }}{%- endif -%}
        {{ '<start_of_turn>' + ('model' if m.role == 'assistant' else m.role) + '\n' + (system + '\n\n' if loop.first and system is not none else '') + m.content | trim + '<end_of_turn>\n' }}
        {%- endfor -%}
        {%- if add_generation_prompt -%}{{ '<start_of_turn>model\n' }}{%- endif -%}
        """, ("bos_token", "<bos>"), ("eos_token", "<eos>"));

    /// <summary>Every message in the same shape.</summary>
    private static string Turns(string before, string after, string prompt, bool trim = false) =>
        "{%- for m in messages -%}" + Printed(before) + "{{ m.content" + (trim ? " | trim" : string.Empty) + " }}" + Printed(after) + "{%- endfor -%}"
        + "{%- if add_generation_prompt -%}" + Printed(prompt) + "{%- endif -%}";

    /// <summary>As an expression, so that no rule about whitespace around tags touches it.</summary>
    private static string Printed(string text) => "{{ '" + text.Replace("\n", "\\n", StringComparison.Ordinal).Replace("{{ ", "' + ", StringComparison.Ordinal).Replace(" }}", " + '", StringComparison.Ordinal) + "' }}";

    /// <summary>ChatML with tools, as Qwen has it.</summary>
    private static string Qwen(string system, string reasoning, string prompt) => """
        {%- set given = messages and messages[0].role == 'system' -%}
        {%- set system = messages[0].content if given else
        """ + " " + system + """
         -%}
        {%- if tools -%}
        {{ '<|im_start|>system\n' + (system + '\n\n' if system is not none else '') + '# Tools\n\nYou may call one or more functions to assist with the user query.\n\nYou are provided with function signatures within <tools></tools> XML tags:\n<tools>' }}
        {%- for tool in tools -%}{{ '\n' + (tool | tojson) }}{%- endfor -%}
        {{ '\n</tools>\n\nFor each function call, return a json object with function name and arguments within <tool_call></tool_call> XML tags:\n<tool_call>\n{"name": <function-name>, "arguments": <args-json-object>}\n</tool_call><|im_end|>\n' }}
        {%- elif system is not none -%}{{ '<|im_start|>system\n' + system + '<|im_end|>\n' }}{%- endif -%}
        {%- set ns = namespace(query=messages | length - 1) -%}
        {%- for m in messages -%}{%- if m.role == 'user' and not (m.content.startswith('<tool_response>') and m.content.endswith('</tool_response>')) -%}{%- set ns.query = loop.index0 -%}{%- endif -%}{%- endfor -%}
        {%- for m in messages -%}
        {%- if m.role == 'tool' -%}
        {%- if loop.first or messages[loop.index0 - 1].role != 'tool' -%}{{ '<|im_start|>user' }}{%- endif -%}
        {{ '\n<tool_response>\n' + m.content + '\n</tool_response>' }}
        {%- if loop.last or messages[loop.index0 + 1].role != 'tool' -%}{{ '<|im_end|>\n' }}{%- endif -%}
        {%- elif m.role == 'assistant' -%}
        {{ '<|im_start|>assistant\n' }}
        """ + reasoning + """
        {{ answer }}
        {%- for call in m.tool_calls or [] -%}
        {{ ('\n' if answer or not loop.first else '') + '<tool_call>\n{"name": "' + call.function.name + '", "arguments": ' + (call.function.arguments if call.function.arguments is string else call.function.arguments | tojson) + '}\n</tool_call>' }}
        {%- endfor -%}
        {{ '<|im_end|>\n' }}
        {%- elif not (given and loop.first) -%}{{ '<|im_start|>' + m.role + '\n' + m.content + '<|im_end|>\n' }}
        {%- endif -%}
        {%- endfor -%}
        {%- if add_generation_prompt -%}{{ '<|im_start|>assistant\n' }}
        """ + prompt + "{%- endif -%}";
}
