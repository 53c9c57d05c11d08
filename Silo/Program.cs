using Counterpart.Api;
using Counterpart.Silo;

return await Start.RunAsync(args, new ClusterProduct());
