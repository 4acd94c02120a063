using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Agreements.Api.Http.OpenApi;

/// <summary>Says what the groups of operations are for, and who may call them.</summary>
internal sealed class DescribeDocument : IDocumentFilter
{
    public void Apply(OpenApiDocument swaggerDoc, DocumentFilterContext context)
    {
        swaggerDoc.Tags = new HashSet<OpenApiTag>
        {
            new() { Name = "Register", Description = "Keeping the register: drafting, editing, finding, and what expires." },
            new() { Name = "Exchange", Description = "Taking the register out, as a spreadsheet or for other systems." },
            new() { Name = "Lifecycle", Description = "Moving an agreement from draft to signature, and to its end." },
            new() { Name = "Documents", Description = "The papers that belong to an agreement, version after version." },
            new() { Name = "Continuity", Description = "Whether cover runs on: how agreements stand, line by line, and where cover ends." },
            new() { Name = "Renewals", Description = "Bringing a successor to signature before an agreement ends: the log that staff keep, and a plan counted back from the first day to cover." },
            new() { Name = "Work plans", Description = "The document of each year that gives an agreement its quota and its money: from draft to signature, with its activities and what became of them." },
            new() { Name = "Meetings", Description = "The meetings behind renewals: what was decided, and what is to follow by when." },
            new() { Name = "Coverage", Description = "How much of a region's population is covered, what it may be called for it, and what it is judged by." },
            new() { Name = "Deadlines", Description = "Every day by which somebody must act." },
            new() { Name = "Calendars", Description = "The deadlines as calendars that programs subscribe to, at addresses that can be revoked." },
            new() { Name = "Reminders", Description = "Telling people of deadlines in time: when, who is to be told, what has become of it, and whether it works." },
            new() { Name = "Events", Description = "What has happened, in order, for systems that keep something in step with the register." },
            new() { Name = "Webhooks", Description = "Being told of changes at an address of one's own, signed as Standard Webhooks says." },
            new() { Name = "Access", Description = "Who may do what: the caller's own rights, and the keys of integrations, jobs and people." },
            new() { Name = "Audit", Description = "What was done and what was refused, and the proof that nobody changed the record of it." },
            new() { Name = "Reference", Description = "What agreements refer to: regions, how soon their people are activated and who is told of their deadlines, the offices of BPJS Kesehatan, holidays, and contribution rates." },
        };
        DescribeAccess.Describe(swaggerDoc, context.ApiDescriptions);
        DescribeRateLimits.Describe(swaggerDoc);
    }
}
