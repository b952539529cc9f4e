import DeskRules
import Insights
import LeadModel
import Settings
import Store

// Reports on what was decided and done. They read and change nothing, so a desk that is only read makes
// them as well.
extension Desk {
  /// What ``DeskRequest/report(_:)`` can be asked for.
  public static var reportNames: [String] { ReportName.allCases.map(\.rawValue) }

  /// Answers with a report.
  func answer(_ request: ReportRequest, for actor: Actor, now: Instant) throws -> DeskAnswer {
    do {
      return .report(try report(request, for: actor, now: now))
    } catch let problem as ReportProblem {
      return .refused(Refusal(.usage, problem.sentence))
    } catch let problem as WorkspaceProblem {
      return .badSettings(problem.sentences)
    }
  }

  /// Makes a report and says on which head of the log it rests.
  private func report(
    _ request: ReportRequest, for actor: Actor, now: Instant
  ) throws -> Report {
    guard let name = ReportName(rawValue: request.name) else {
      let hint =
        NearMiss.of(request.name, among: Self.reportNames)
        .map { "did you mean \"\($0)\"?" }
        ?? "there are \(Self.reportNames.joined(separator: ", "))"
      throw ReportProblem("there is no report \"\(request.name)\"; \(hint)")
    }
    let reporting = try Reporting(self, name, request, actor: actor, now: now)
    // Before the figures: whoever takes the log up to this head finds at least what they count.
    let head = try store.head()
    var report = try reporting.make()
    report.zone = rules.schedules.organisationZone.name
    report.head = head.hash.hex
    report.entries = head.seq
    return report
  }

  /// Whether the escalations of the last complete week, beside those of the week before, may mean that
  /// people gave up: the sentence, or nil.
  func trustSignal(now: Instant) throws -> String? {
    let zone = rules.schedules.organisationZone
    let week = ISOWeek.lastComplete(at: now, in: zone)
    if let known = trustWatch, known.isFresh(week, now) { return known.sentence }
    let escalations = Escalations(store: store, clocks: rules.clocks, now: now)
    let sentence = TrustSignal.sentence(
      current: try escalations.sample(week.period(in: zone)).window,
      before: try escalations.sample(week.advanced(by: -1).period(in: zone)).window)
    trustWatch = TrustWatch(week: week, workedOut: now, sentence: sentence)
    return sentence
  }
}

/// What the signal said of a week, kept for a minute: status is asked for with every change, and reviews
/// that end late still count.
struct TrustWatch {
  var week: ISOWeek
  var workedOut: Instant
  var sentence: String?

  func isFresh(_ week: ISOWeek, _ now: Instant) -> Bool {
    week == self.week && now >= workedOut && now - workedOut < Instant.minute
  }
}

/// The reports by their names on the command line.
enum ReportName: String, CaseIterable {
  case kpi, sla, queues, reps, rep, fairness, duplicates, shadow, exceptions, escalations, rules
  case selfAudit = "self-audit"
  case health, reconcile, coverage, enrichment, shifts, leakage, audit
}

/// Why a report cannot be made as it was asked for, in one line.
struct ReportProblem: Error {
  var sentence: String
  init(_ sentence: String) { self.sentence = sentence }
}
