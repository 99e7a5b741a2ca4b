using BenchmarkDotNet.Running;

if (args is ["side-by-side", var tokenizer, var corpusFolder])
{
    await SideBySide.RunAsync(tokenizer, corpusFolder);
    return;
}

BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
