namespace DatasetKit.Templates.Chat;

/// <summary>gpt-oss. The text is ours; what it prints is a fact of openai/gpt-oss-20b (chat_template.jinja) and of the harmony format it follows.</summary>
internal static partial class KnownTemplates
{
    /// <summary>A JSON schema as a TypeScript type, with the line breaks and the gaps in it that the model's own has.</summary>
    private const string HarmonyTypes = """
        {%- macro type_of(spec) -%}
        {%- if spec.type == 'array' -%}
        {%- set simple = {'string': 'string', 'number': 'number', 'integer': 'number', 'boolean': 'boolean'} -%}
        {%- set each = spec['items'] -%}
        {%- if not each -%}{{ 'any[]' }}
        {%- elif each['type'] is string and each['type'] in simple -%}{{ simple[each['type']] + '[]' }}
        {%- else -%}
        {%- set inner = type_of(each) -%}
        {{ 'any[]' if inner == 'object | object' or inner | length > 50 else inner + '[]' }}
        {%- endif -%}
        {{ ' | null' if spec.nullable else '' }}
        {%- elif spec.type is defined and spec.type is iterable and spec.type is not string and spec.type is not mapping and spec.type[0] is defined -%}{{ spec.type | join(' | ') }}
        {%- elif spec.oneOf -%}
        {%- for variant in spec.oneOf -%}
        {{ type_of(variant) }}
        {%- if variant.description -%}{{ '// ' + variant.description }}{%- endif -%}
        {%- if variant.default is defined -%}{{ ' ' * 20 + '// default: ' + variant.default | tojson }}{%- endif -%}
        {{ '' if loop.last else ' | \n' }}
        {%- endfor -%}
        {%- elif spec.type == 'string' -%}{{ '"' + spec.enum | join('" | "') + '"' if spec.enum else 'string | null' if spec.nullable else 'string' }}
        {%- elif spec.type in ['number', 'integer'] -%}{{ 'number' }}
        {%- elif spec.type == 'boolean' -%}{{ 'boolean' }}
        {%- elif spec.type == 'object' and spec.properties -%}
        {{ '{\n' }}
        {%- for name, inner in spec.properties.items() -%}
        {{ name + ('' if name in (spec.required or []) else '?') + ': \n' + ' ' * 16 + type_of(inner) + ('' if loop.last else ', ') }}
        {%- endfor -%}
        {{ '}' }}
        {%- elif spec.type == 'object' -%}{{ 'object' }}
        {%- else -%}{{ 'any' }}
        {%- endif -%}
        {%- endmacro -%}
        {%- macro declared(tool) -%}
        {{ ('// ' + tool.description + '\n' if tool.description else '') + 'type ' + tool.name + ' = ' }}
        {%- if tool.parameters and tool.parameters.properties -%}
        {{ '(_: {\n' }}
        {%- for name, spec in tool.parameters.properties.items() -%}
        {{ ('// ' + spec.description + '\n' if spec.description else '') + name + ('' if name in (tool.parameters.required or []) else '?') + ': ' + type_of(spec) }}
        {%- if spec.default is defined -%}{{ ('' if spec.oneOf and not spec.enum else ', ') + '// default: ' + (spec.default if spec.enum or spec.oneOf else spec.default | tojson) }}{%- endif -%}
        {{ '\n' if loop.last else ',\n' }}
        {%- endfor -%}
        {{ '}) => any;\n\n' }}
        {%- else -%}{{ '() => any;\n\n' }}
        {%- endif -%}
        {%- endmacro -%}
        """;

    // The date is the day's, as the model's own template has it, unless one is given: training data should be the same on every day.
    private const string HarmonySystem = """
        {%- set told = messages[0].content if messages and messages[0].role in ['system', 'developer'] else '' -%}
        {{ '<|start|>system<|message|>' + (model_identity if model_identity is defined else 'You are ChatGPT, a large language model trained by OpenAI.') + '\nKnowledge cutoff: 2024-06\nCurrent date: '
            + (current_date if current_date is defined else strftime_now('%Y-%m-%d')) + '\n\nReasoning: ' + (reasoning_effort if reasoning_effort is defined else 'medium')
            + '\n\n# Valid channels: analysis, commentary, final. Channel must be included for every message.' + ("\nCalls to these tools must go to the commentary channel: 'functions'." if tools else '') + '<|end|>' }}
        {%- if told or tools -%}
        {{ '<|start|>developer<|message|>' + ('# Instructions\n\n' + told if told else '') }}
        {%- if tools -%}
        {{ '\n\n# Tools\n\n## functions\n\nnamespace functions {\n\n' }}
        {%- for tool in tools -%}{{ declared(tool.function) }}{%- endfor -%}
        {{ '} // namespace functions' }}
        {%- endif -%}
        {{ '<|end|>' }}
        {%- endif -%}
        """;

    public static ChatTemplate GptOss() => ChatTemplate.KnownAs("gpt-oss", "gpt-oss: the harmony format with its channels, tools and reasoning; current_date, reasoning_effort, model_identity (openai/gpt-oss-20b, chat_template.jinja)",
        HarmonyTypes + HarmonySystem + """
        {%- set ns = namespace(called=none) -%}
        {%- for m in messages -%}
        {%- if m.role == 'user' -%}{{ '<|start|>user<|message|>' + m.content + '<|end|>' }}
        {%- elif m.role == 'tool' -%}
        {%- if ns.called is none -%}{{ raise_exception('a tool result comes after a tool call') }}{%- endif -%}
        {{ '<|start|>functions.' + ns.called + ' to=assistant<|channel|>commentary<|message|>' + m.content | tojson + '<|end|>' }}
        {%- elif m.role == 'assistant' -%}
        {%- set thought = m.thinking if m.thinking is defined else m.reasoning_content -%}
        {%- for said in [m.content, thought] if said is string and ('<|channel|>analysis<|message|>' in said or '<|channel|>final<|message|>' in said) -%}{{ raise_exception('a message holds channels of its own') }}{%- endfor -%}
        {%- if m.tool_calls -%}
        {%- if m.tool_calls | length > 1 -%}{{ raise_exception('gpt-oss makes one tool call in a message') }}{%- endif -%}
        {%- if m.content and thought -%}{{ raise_exception('content and reasoning of a tool call are one: give either') }}{%- endif -%}
        {%- if m.content or thought -%}{{ '<|start|>assistant<|channel|>analysis<|message|>' + (m.content or thought) + '<|end|>' }}{%- endif -%}
        {%- set call = m.tool_calls[0].function or m.tool_calls[0] -%}
        {{ '<|start|>assistant to=functions.' + call.name + '<|channel|>commentary ' + (call.content_type if call.content_type is defined else 'json') + '<|message|>' + call.arguments | tojson + '<|call|>' }}
        {%- set ns.called = call.name -%}
        {%- elif loop.last and not add_generation_prompt -%}
        {%- if thought is defined -%}{{ '<|start|>assistant<|channel|>analysis<|message|>' + thought + '<|end|>' }}{%- endif -%}
        {{ '<|start|>assistant<|channel|>final<|message|>' + m.content + '<|return|>' }}
        {%- else -%}
        {{ '<|start|>assistant<|channel|>final<|message|>' + m.content + '<|end|>' }}
        {%- set ns.called = none -%}
        {%- endif -%}
        {%- elif not (loop.first and m.role in ['system', 'developer']) -%}{{ raise_exception('gpt-oss has no place for the role ' ~ m.role) }}
        {%- endif -%}
        {%- endfor -%}
        {%- if add_generation_prompt -%}{{ '<|start|>assistant' }}{%- endif -%}
        """, ("eos_token", "<|return|>"));
}
