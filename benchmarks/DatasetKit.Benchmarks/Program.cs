using BenchmarkDotNet.Running;

if (args is ["side-by-side", var tokenizer, var corpusFolder])
{
    SideBySide.Run(tokenizer, corpusFolder);
    return;
}

if (args is ["jinja", var workload])
{
    JinjaSideBySide.Run(workload);
    return;
}

if (args is ["hostile", "templates" or "tokenizers", .. var one])
{
    await Hostile.RunAsync(args[1], one);
    return;
}

if (args is ["rouge", var texts])
{
    Rouge.Run(texts);
    return;
}

BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
