import LeadModel

extension Report {
  /// What stands above it.
  var title: String { Self.titles[name] ?? "Report \(name)" }

  private static let titles = [
    "kpi": "Figures of the week", "sla": "Promises kept", "queues": "Fallback queues",
    "reps": "Leads of the reps", "rep": "Status of a rep", "fairness": "Fairness",
    "duplicates": "Duplicates", "shadow": "Shadow against what really happened",
    "exceptions": "Audit of exceptions", "escalations": "Escalations",
    "rules": "Audit of the rules", "self-audit": "From source to first contact",
    "health": "Health of the routing", "reconcile": "Owners of the CRM against the log",
    "coverage": "Hours of coverage", "enrichment": "What leads come with",
    "shifts": "Who is on shift", "leakage": "Revenue leakage", "audit": "Audit of assignments",
  ]
}
