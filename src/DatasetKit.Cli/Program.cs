using DatasetKit.Cli;

return new Application(args).Run();
