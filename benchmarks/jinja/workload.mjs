// What is rendered: a conversation of six messages with the generation prompt, through three stock templates; Llama 3.1 is given two tools.
const conversation = [
  { role: 'system', content: 'You are a patient tutor. Answer in two sentences at most.' },
  { role: 'user', content: 'Why does ice float on water?' },
  { role: 'assistant', content: 'Because it takes more room than the water it is made of. Less mass in the same room means that it is lifted.' },
  { role: 'user', content: 'Is that true of other things too?' },
  { role: 'assistant', content: 'Rarely: most solids sink in their own melt. Bismuth and gallium are two of the few that float.' },
  { role: 'user', content: 'Name one use of that.' },
];
const tool = (name, description, properties) => ({ type: 'function', function: { name, description, parameters: { type: 'object', properties, required: Object.keys(properties).slice(0, 1) } } });
const tools = [
  tool('look_up', 'Looks a substance up in a table of densities.', {
    substance: { type: 'string', description: 'The name of the substance, for example "bismuth".' },
    phase: { type: 'string', enum: ['solid', 'liquid', 'gas'], description: 'Of which phase.' },
  }),
  tool('convert', 'Converts a quantity from one unit to another.', {
    value: { type: 'number', description: 'How much.' },
    from: { type: 'string', description: 'The unit that it is in.' },
    to: { type: 'string', description: 'The unit that it shall be in.' },
  }),
];

export const workload = templates => [
  ['Qwen2.5', 'qwen_25', '', '<|im_end|>', null],
  ['Llama-3.1, two tools', 'llama3_1', '<|begin_of_text|>', '<|eot_id|>', tools],
  ['Mistral-Nemo', 'mistralai-Mistral-Nemo-Instruct-2407', '<s>', '</s>', null],
].map(([name, file, bos_token, eos_token, tools]) => ({
  name,
  template: templates.find(line => line.name === file).template,
  context: { messages: conversation, tools, documents: null, add_generation_prompt: true, bos_token, eos_token, date_string: '26 Jul 2024' },
}));
