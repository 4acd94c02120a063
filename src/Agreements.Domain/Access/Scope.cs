namespace Agreements.Domain.Access;

/// <summary>What a caller may do. Each operation needs one; none includes another.</summary>
public enum Scope
{
    /// <summary><c>agreements:read</c>: see agreements, their histories and continuity within the caller's reach.</summary>
    AgreementsRead,

    /// <summary><c>agreements:write</c>: draft, edit, submit, record signatures and amendments, cancel, terminate.</summary>
    AgreementsWrite,

    /// <summary><c>agreements:approve</c>: approve for signature, or return to the authors.</summary>
    AgreementsApprove,

    /// <summary><c>reminders:dispatch</c>: fetch reminders that are due and say that they were sent.</summary>
    RemindersDispatch,

    /// <summary><c>admin</c>: issue and revoke keys, maintain the offices of BPJS Kesehatan, read the audit.</summary>
    Admin,
}

/// <summary>The names of scopes, as OAuth 2.0 (RFC 6749, 3.3) spells them.</summary>
public static class Scopes
{
    private static readonly Dictionary<Scope, string> Names = new()
    {
        [Scope.AgreementsRead] = "agreements:read",
        [Scope.AgreementsWrite] = "agreements:write",
        [Scope.AgreementsApprove] = "agreements:approve",
        [Scope.RemindersDispatch] = "reminders:dispatch",
        [Scope.Admin] = "admin",
    };

    /// <summary>Every scope.</summary>
    public static IReadOnlyList<Scope> All { get; } = [.. Names.Keys];

    /// <summary>The name of a scope.</summary>
    public static string NameOf(Scope scope) => Names[scope];

    /// <summary>The scope of a name; null where there is none.</summary>
    public static Scope? Find(string name)
    {
        foreach (var (scope, spelling) in Names)
        {
            if (spelling == name)
            {
                return scope;
            }
        }

        return null;
    }
}
