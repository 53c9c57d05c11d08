using Counterpart.Api;

return await Start.RunAsync(args, new ProductHost());
