using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using RiskRegister.Access;
using RiskRegister.Api;
using RiskRegister.Context;
using RiskRegister.Demo;
using RiskRegister.Digests;
using RiskRegister.Entries.Attaching;
using RiskRegister.Import;
using RiskRegister.People;
using RiskRegister.Reassessment;
using RiskRegister.Register;
using RiskRegister.Signals;
using RiskRegister.Web;

var builder = FunctionsApplication.CreateBuilder(args);
builder.ConfigureFunctionsWebApplication();
builder.UseMiddleware<SecurityHeaders>();
builder.UseMiddleware<ErrorHandling>();
builder.UseMiddleware<CrossSiteCheck>();
builder.UseMiddleware<AccessMiddleware>();
builder
    .Services.AddRegister()
    .AddPeople()
    .AddContext()
    .AddEvidence()
    .AddApi()
    .AddDigests()
    .AddPages()
    .AddImport()
    .AddSignals()
    .AddReassessment()
    .AddHostedService<DemoData>();
builder.Build().Run();
