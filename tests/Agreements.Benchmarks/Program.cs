using Agreements.Benchmarks;

return await CommandLine.RunAsync(args);
