import DeskRules
import LeadModel

/// Something to read: a report, the agenda, a record of governance, an entry of the log.
struct DocumentScreen: Sendable, Equatable {
  /// What is read.
  enum Source: Sendable, Equatable {
    case exception(Int64)
    case change(Int64)
    /// What a version changed against the one before it.
    case version(RuleVersionRow)
    case roster(RosterChangeRow)
    case agenda
    case report(String, by: String?)
    case repStatus(RepID)
    case entry(LogRow)
    case file(IntakeFileRow)
    case verification
  }

  let id: Int
  let source: Source
  var reading = Reading()
  /// The newest answer that is about the source.
  var answer: DeskAnswer?
  /// A second question whose answer stands below: a preview, or the entries about a file.
  var side = Reading()
  var sideAnswer: DeskAnswer?

  init(id: Int, _ source: Source) {
    self.id = id
    self.source = source
    if source.request == nil { reading.isStale = false }
    side.isStale = source.hasSide
  }

  /// The number of an exception or change request.
  var number: Int64? {
    switch source {
    case .exception(let number), .change(let number): number
    default: nil
    }
  }

  /// The exception, as far as it is known.
  var exception: ExceptionRow? {
    if case .exceptions(let rows)? = answer { rows.first { $0.number == number } } else { nil }
  }

  /// The change request, as far as it is known.
  var change: ChangeRequestDetail? {
    if case .changeRequest(let detail)? = answer { detail } else { nil }
  }
}

extension DocumentScreen.Source {
  /// What is asked for it; nil where all is known already.
  var request: DeskRequest? {
    switch self {
    case .exception(let number): .exceptions(number: number)
    case .change(let number): .changeRequest(number)
    case .version(let row):
      row.version > 1 ? .ruleDifference(from: row.version - 1, to: row.version) : nil
    case .agenda: .agenda
    case .report(let name, let by): .report(ReportRequest(name: name, by: by))
    case .repStatus(let rep): .report(ReportRequest(name: "rep", rep: rep))
    case .verification: .verifyLog
    case .file(let row): row.counts.rejected > 0 ? .rejectedRows(file: row.id) : nil
    case .roster, .entry: nil
    }
  }

  var hasSide: Bool {
    switch self {
    case .change, .file: true
    default: false
    }
  }

  /// The second question, once the first is answered; nil where there is none to ask.
  func sideRequest(_ answer: DeskAnswer?) -> DeskRequest? {
    switch self {
    case .change(let number):
      guard case .changeRequest(let detail)? = answer, detail.source != nil,
        detail.row.status == .open
      else { return nil }
      return .preview(PreviewRequest(rules: .change(number), limit: 100))
    case .file(let row) where answer != nil || request == nil:
      return .window(
        WindowRequest(list: .log, limit: 50, filter: RowFilter(words: [row.name])))
    default: return nil
    }
  }

  /// Whether most of it is here without any answer.
  var isKnown: Bool {
    switch self {
    case .entry, .roster, .file: true
    default: false
    }
  }

  /// The topics by which the host tells that it changed.
  var topics: Set<Topic> {
    switch self {
    case .exception, .change, .agenda, .version, .roster: [.governance]
    case .file: [.files]
    case .report, .repStatus, .entry, .verification: []
    }
  }

  /// Where keys hold while it is read.
  var scope: Scope {
    switch self {
    case .exception: [.document, .oneException]
    case .change: [.document, .oneChange]
    default: .document
    }
  }

  /// What the border says.
  var title: String {
    switch self {
    case .exception(let number): Spell.sentence(Spell.exception(number))
    case .change(let number): Spell.sentence(Spell.change(number))
    case .version(let row): "Rules v\(row.version)"
    case .roster(let row): "Roster change, \(row.rep)"
    case .agenda: "Council agenda"
    case .report(let name, let by): "Report \(name)" + (by.map { " by \($0)" } ?? "")
    case .repStatus(let rep): "Status of \(rep)"
    case .entry(let row): "Log entry \(Spell.count(row.seq))"
    case .file(let row): "File \(row.name)"
    case .verification: "Verifying the log"
    }
  }

  /// What `y` copies.
  var label: String {
    switch self {
    case .exception(let number), .change(let number): "\(number)"
    case .version(let row): row.hash
    case .roster(let row): row.rep.text
    case .agenda: "agenda"
    case .report(let name, _): name
    case .repStatus(let rep): rep.text
    case .entry(let row): row.hash
    case .file(let row): row.name
    case .verification: "log"
    }
  }
}

/// The reports that the console offers by name. Whatever else the desk knows can be asked for too.
enum ReportCatalog {
  static let rows = [
    ReportName(name: "kpi", text: "the week's figures against their thresholds"),
    ReportName(name: "health", text: "the eight ways in which routing fails, with evidence"),
    ReportName(name: "sla", text: "clocks met and missed, by kind, owner and queue"),
    ReportName(name: "queues", text: "what waited where, how long, and why"),
    ReportName(name: "reps", text: "leads, load and clocks of every rep"),
    ReportName(name: "fairness", text: "review time, attainment and shares by region and rep"),
    ReportName(name: "coverage", text: "hours of contract, presence and leads, and the gaps"),
    ReportName(name: "shifts", text: "who is on shift in the next seven days, and the holes"),
    ReportName(name: "enrichment", text: "what leads come with, by market and source"),
    ReportName(name: "duplicates", text: "contacts that came again, and who got them"),
    ReportName(name: "exceptions", text: "departures from the rules and how often they fired"),
    ReportName(name: "escalations", text: "disputes, their outcomes and review times"),
    ReportName(name: "rules", text: "what each rule decided, and which never did"),
    ReportName(name: "shadow", text: "what the rules would have done where they only watch"),
    ReportName(name: "self-audit", text: "each lead from source to first contact, and what broke"),
    ReportName(name: "audit", text: "the week's sample of assignments, judged right or wrong"),
    ReportName(name: "leakage", text: "what slow, repeated and forgotten work costs, as a range"),
  ]

  /// What figures can be broken down by.
  static var breakdowns: [DeskTerms.Term] {
    [DeskTerms.Term(code: "nothing", text: "the whole desk")]
      + Report.Breakdown.allCases.map { DeskTerms.Term(code: $0.rawValue, text: "") }
  }

  static var terms: [DeskTerms.Term] {
    rows.map { DeskTerms.Term(code: $0.name, text: $0.text) }
  }
}
