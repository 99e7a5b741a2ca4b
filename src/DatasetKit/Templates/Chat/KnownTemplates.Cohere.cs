namespace DatasetKit.Templates.Chat;

/// <summary>Command-R. The text is ours; what it prints is a fact of CohereForAI/c4ai-command-r-plus (tokenizer_config.json, default and tool_use).</summary>
internal static partial class KnownTemplates
{
    /// <summary>Tools as Python functions. An object says what its values are; where it does not, theirs fails and ours says Any.</summary>
    private const string CohereTools = """"
        {%- macro type_of(spec) -%}
        {%- set simple = {'string': 'str', 'number': 'float', 'integer': 'int', 'boolean': 'bool'} -%}
        {%- if spec.type is string and spec.type in simple -%}{{ simple[spec.type] }}
        {%- elif spec.type == 'array' -%}{{ 'List[Union[]]' }}
        {%- elif spec.type == 'object' -%}{{ 'Dict[str, ' + (type_of(spec.additionalProperties) if spec.additionalProperties is mapping else 'Any') + ']' }}
        {%- elif spec.type is iterable and spec.type is not string -%}
        {{ 'Union[' }}
        {%- for one in spec.type -%}{{ type_of({'type': one}) + ('' if loop.last else ',') }}{%- endfor -%}
        {{ ']' }}
        {%- else -%}{{ 'Any' }}
        {%- endif -%}
        {%- endmacro -%}
        {%- macro declared(tool) -%}
        {%- set required = tool.parameters.required or [] -%}
        {{ '```python\ndef ' + tool.name + '(' }}
        {%- for name, spec in tool.parameters.properties | items -%}
        {{ ('' if loop.first else ', ') + name + ': ' + (type_of(spec) if name in required else 'Optional[' + type_of(spec) + '] = None') }}
        {%- endfor -%}
        {{ ') -> List[Dict]:\n    """' + (tool.description or '') + ('\n\n    Args:\n        ' if tool.parameters.properties else '') }}
        {%- for name, spec in tool.parameters.properties | items -%}
        {{ ('' if loop.first else '\n        ') + name + ' (' + (type_of(spec) if name in required else 'Optional[' + type_of(spec) + ']') + '): ' + (spec.description or '') }}
        {%- endfor -%}
        {{ '\n    """\n    pass\n```' }}
        {%- endmacro -%}
        """";

    private const string CohereToolSystem = """
        {{ '<|START_OF_TURN_TOKEN|><|SYSTEM_TOKEN|># Safety Preamble\nThe instructions in this section override those in the task description and style guide sections. Don\'t answer questions that are harmful or immoral.\n\n'
            + '# System Preamble\n## Basic Rules\nYou are a powerful conversational AI trained by Cohere to help people. You are augmented by a number of tools, and your job is to use and consume the output of these tools to best help the user. '
            + 'You will see a conversation history between yourself and a user, ending with an utterance from the user. You will then see a specific instruction instructing you what kind of response to generate. '
            + 'When you answer the user\'s requests, you cite your sources in your answers, according to those instructions.\n\n# User Preamble\n'
            + (system if system is not none else '## Task and Context\nYou help people answer their questions and other requests interactively. You will be asked a very wide array of requests on all kinds of topics. '
                + 'You will be equipped with a wide range of search engines or similar tools to help you, which you use to research your answer. You should focus on serving the user\'s needs as best you can, which will be wide-ranging.\n\n'
                + '## Style Guide\nUnless the user asks for a different style of answer, you should answer in full sentences, using proper grammar and spelling.')
            + '\n\n## Available Tools\nHere is a list of tools that you have available to you:\n\n' }}
        {%- for tool in tools -%}{{ ('' if loop.first else '\n\n') + declared(tool.function if tool.function is defined else tool) }}{%- endfor -%}
        {{ '<|END_OF_TURN_TOKEN|>' }}
        """;

    private const string CohereToolCue = """
        {{ '<|START_OF_TURN_TOKEN|><|SYSTEM_TOKEN|>Write \'Action:\' followed by a json-formatted list of actions that you want to perform in order to produce a good response to the user\'s last input. '
            + 'You can use any of the supplied tools any number of times, but you should aim to execute the minimum number of necessary actions for the input. You should use the `directly-answer` tool if calling the other tools is unnecessary. '
            + 'The list of actions you want to call should be formatted as a list of json objects, for example:\n```json\n[\n    {\n        "tool_name": title of the tool in the specification,\n'
            + '        "parameters": a dict of parameters to input into the tool as they are defined in the specs, or {} if it takes no parameters\n    }\n]```<|END_OF_TURN_TOKEN|>' }}
        """;

    public static ChatTemplate CommandR() => ChatTemplate.KnownAs("command-r", "Command-R: <|START_OF_TURN_TOKEN|> and a token for who speaks; with tools its tool use (CohereForAI/c4ai-command-r-plus, tokenizer_config.json)",
        CohereTools + """
        {%- set system = messages[0].content if messages and messages[0].role == 'system' else none -%}
        {{ bos_token }}
        {%- if tools -%}
        """ + CohereToolSystem + """
        {%- elif system is not none -%}{{ '<|START_OF_TURN_TOKEN|><|SYSTEM_TOKEN|>' + system + '<|END_OF_TURN_TOKEN|>' }}
        {%- endif -%}
        {%- set talk = messages if system is none else messages[1:] -%}
        {%- set calls = talk | selectattr('role', 'equalto', 'tool') | list or talk | selectattr('tool_calls', 'defined') | list -%}
        {%- for m in talk -%}
        {%- if not tools and not calls and (m.role == 'user') != (loop.index0 % 2 == 0) -%}{{ raise_exception('Command-R takes user and assistant by turns') }}{%- endif -%}
        {%- if m.role == 'tool' -%}{{ '<|START_OF_TURN_TOKEN|><|SYSTEM_TOKEN|><results>\n' + m.content | trim + '</results><|END_OF_TURN_TOKEN|>' }}
        {%- elif m.role == 'assistant' and m.tool_calls -%}
        {{ '<|START_OF_TURN_TOKEN|><|CHATBOT_TOKEN|>' + (m.content or '') | trim + '\nAction:\n```json\n[\n' }}
        {%- for call in m.tool_calls -%}
        {%- set call = call.function if call.function is defined else call -%}
        {{ '    {\n        "tool_name": "' + call.name + '",\n        "parameters": ' + (call.arguments | tojson(indent=4) | indent(8) if call.arguments else '{}') + '\n    }' + ('' if loop.last else ',\n') }}
        {%- endfor -%}
        {{ '\n]```\n' }}
        {%- else -%}
        {%- set speaker = {'system': 'SYSTEM', 'user': 'USER', 'assistant': 'CHATBOT'}[m.role] -%}
        {{ '<|START_OF_TURN_TOKEN|><|' + speaker + '_TOKEN|>' + m.content | trim + '<|END_OF_TURN_TOKEN|>' }}
        {%- endif -%}
        {%- endfor -%}
        {%- if tools -%}
        """ + CohereToolCue + """
        {%- endif -%}
        {%- if add_generation_prompt -%}{{ '<|START_OF_TURN_TOKEN|><|CHATBOT_TOKEN|>' }}{%- endif -%}
        """, ("bos_token", "<BOS_TOKEN>"), ("eos_token", "<|END_OF_TURN_TOKEN|>"));
}
