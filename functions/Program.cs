using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Hosting;
using RiskRegister.Access;
using RiskRegister.Api;
using RiskRegister.People;
using RiskRegister.Register;

var builder = FunctionsApplication.CreateBuilder(args);
builder.ConfigureFunctionsWebApplication();
builder.UseMiddleware<AccessMiddleware>();
builder.Services.AddRegister().AddSingleton<PeopleDirectory>().AddSingleton<EntryCommands>();
builder.Build().Run();
