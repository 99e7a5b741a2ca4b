namespace DatasetKit.Templates.Chat;

/// <summary>Mistral's family. The text is ours; what it prints is a fact of mistralai/mistral-common and of the models' own templates.</summary>
internal static partial class KnownTemplates
{
    private const string MistralCommon = "mistralai/mistral-common, tokens/tokenizers/sentencepiece.py";

    public static ChatTemplate MistralV1() => ChatTemplate.KnownAs("mistral-v1", $"Mistral v1: [INST] question [/INST] answer</s> ({MistralCommon})",
        Bos + Paired("' [INST] ' + ((system + '\\n\\n') if loop.first and system is not none else '') + m.content + ' [/INST]'", "' ' + m.content + eos_token"), ("bos_token", "<s>"), ("eos_token", "</s>"));

    public static ChatTemplate MistralV3() => MistralOf("mistral-v3", $"Mistral v2 and v3: [INST] question[/INST] answer</s> and tools, the system prompt before the last question ({MistralCommon})", " ", "call.id | length < 9");

    public static ChatTemplate MistralNemo() => MistralOf("mistral-nemo", $"Mistral v3 with Tekken: as v3 without the spaces ({MistralCommon})", string.Empty, "call.id | length != 9");

    /// <summary>Questions and answers by turns, calls and results between them; tools stand before the last question and wherever the same is asked.</summary>
    /// <param name="name">The template's name.</param>
    /// <param name="description">What it prints.</param>
    /// <param name="space">What stands after a control token.</param>
    /// <param name="isBadId">When the id of a call cannot be used: v3 takes the last nine characters, Tekken nine and no other.</param>
    private static ChatTemplate MistralOf(string name, string description, string space, string isBadId) => ChatTemplate.KnownAs(name, description, """
        {%- set space = 'SPACE' -%}
        {%- set system = messages[0].content if messages and messages[0].role == 'system' else none -%}
        {%- set talk = messages if system is none else messages[1:] -%}
        {%- for m in talk if m.role != 'tool' and not m.tool_calls -%}
        {%- if (m.role == 'user') != (loop.index0 % 2 == 0) or m.role not in ['user', 'assistant'] -%}{{ raise_exception('the messages are not user and assistant by turns') }}{%- endif -%}
        {%- endfor -%}
        {%- set asked = talk | selectattr('role', 'equalto', 'user') | list | last -%}
        {%- macro id_of(call) -%}
        {%- if call.id is not string or BADID -%}{{ raise_exception('the id of a tool call has nine letters and digits') }}{%- endif -%}
        {{ call.id[-9:] }}
        {%- endmacro -%}
        {{ bos_token }}
        {%- for m in talk -%}
        {%- if m.role == 'user' -%}
        {%- if tools and m == asked -%}
        {{ '[AVAILABLE_TOOLS]' + space + '[' }}
        {%- for tool in tools -%}
        {{ '{"type": "function", "function": {' }}
        {%- for key, value in tool.function.items() if key != 'return' -%}{{ '"' + key + '": ' + ('"' + value + '"' if value is string else value | tojson) + ('' if loop.last else ', ') }}{%- endfor -%}
        {{ '}}' + ('' if loop.last else ', ') }}
        {%- endfor -%}
        {{ '][/AVAILABLE_TOOLS]' }}
        {%- endif -%}
        {{ '[INST]' + space + (system + '\n\n' if loop.last and system is not none else '') + m.content + '[/INST]' }}
        {%- elif m.role == 'tool' -%}
        {{ '[TOOL_RESULTS]' + space + '{"content": ' + m.content | string + ', "call_id": "' + id_of({'id': m.tool_call_id}) + '"}[/TOOL_RESULTS]' }}
        {%- elif m.tool_calls -%}
        {%- if m.content -%}{{ raise_exception('Mistral takes a content or tool calls, not both') }}{%- endif -%}
        {{ '[TOOL_CALLS]' + space + '[' }}
        {%- for call in m.tool_calls -%}{{ (call.function | tojson)[:-1] + ', "id": "' + id_of(call) + '"}' + ('' if loop.last else ', ') }}{%- endfor -%}
        {{ ']' + eos_token }}
        {%- else -%}{{ space + m.content + eos_token }}
        {%- endif -%}
        {%- endfor -%}
        """.Replace("SPACE", space, StringComparison.Ordinal).Replace("BADID", isBadId, StringComparison.Ordinal), ("bos_token", "<s>"), ("eos_token", "</s>"));
}
