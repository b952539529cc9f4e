import DeskRules
import Glibc
import Intake
import LeadModel
import Ledger
import RoutingEngine
import Settings
import Store

/// Deciding leads without writing anything: each sees the desk as the one before left it.
public struct DryRun {
  /// What became of the records that were read.
  public struct Counts: Sendable, Equatable {
    public var decided = 0
    public var redelivered = 0
    public var rejected = 0
  }

  /// What a file had to say: a sentence each.
  public private(set) var messages: [String] = []
  public private(set) var counts = Counts()

  private let configuration: Configuration
  private let version: DeskVersion
  private let now: Instant
  private var state: DeskState
  private var engine: RoutingEngine
  private var nextNumber: Int64
  /// Content by identity, of leads that are known.
  private var known: [String: [UInt8]] = [:]
  private let store: Store?

  /// On a workspace at an instant: from the store's present loads and published rules, or, where there is no
  /// store yet, from empty loads and `rules.toml`. `rulesPath` takes another rule file instead.
  public init(_ workspace: Workspace, rulesPath: String?, now: Instant) throws(DeskProblem) {
    do {
      configuration = try Configuration(workspace)
      if workspace.hasStore {
        let desk = try Desk(workspace, mode: .readOnly, now: now)
        store = desk.store
        version =
          try rulesPath.map { path in
            try desk.rules.replacing(rules: Configuration.rules(at: path).0.ruleSet, desk)
          } ?? desk.rules
        state = desk.state
        state.adopt(ruleSet: version.ruleSet, schedules: version.schedules)
        nextNumber = desk.counters.lead + 1
      } else {
        store = nil
        let (rules, _) = try Configuration.rules(at: rulesPath ?? workspace.rulesFile)
        let folders = try DataFolders(workspace, limits: configuration.limits)
        version = DeskVersion(
          ruleSet: rules.ruleSet, data: folders.data,
          presence: try folders.observedPresence(rules.ruleSet, at: now),
          configuration: configuration,
          rosterVersion: Hex.encode(Digest.sha256(try DeskData.document(of: folders.data.roster))))
        state = DeskState(ruleSet: version.ruleSet, schedules: version.schedules, at: now)
        nextNumber = 1
      }
    } catch { throw Desk.problem(error) }
    self.now = max(now, state.at)
    engine = RoutingEngine(version.compiled)
  }

  /// Decides the leads of a file in its order; each decision's JSON goes to `print`. A file that cannot be
  /// read counts as one rejected.
  public mutating func decide(file path: String, print: ([UInt8]) -> Void) {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    do {
      guard let bytes = try Files.read(path) else {
        return refuse("cannot read \"\(path)\": there is no such file")
      }
      let (_, batch) = try bytes.withUnsafeBytes { buffer throws(FileRefusal) in
        try LeadReader.read(
          buffer, name: name, map: configuration.fieldMap, limits: configuration.limits)
      }
      for finding in batch.findings {
        messages.append(finding.description)
        if finding.severity == .rowRejected { counts.rejected += 1 }
      }
      for record in batch.records { try decide(record, print: print) }
    } catch let refusal as FileRefusal {
      refuse(refusal.description)
    } catch let problem as WorkspaceProblem {
      refuse(problem.sentences.joined(separator: "; "))
    } catch let problem as StoreProblem {
      refuse(problem.sentence)
    } catch {
      refuse("\(path): \(error)")
    }
  }

  private mutating func refuse(_ message: String) {
    messages.append(message)
    counts.rejected += 1
  }

  private mutating func decide(_ record: LeadRecord, print: ([UInt8]) -> Void) throws {
    let lead = version.router.normaliser.normalise(record, receivedAt: now)
    let identity = RouteLead.identity(of: lead)
    let hash = Digest.sha256(lead.contentBytes)
    if let earlier = try content(of: identity) {
      if earlier == hash {
        counts.redelivered += 1
        return
      }
    }
    known[identity] = hash
    let facts = version.router.gather(lead, at: now, state: &state)
    var json: [UInt8] = []
    let verdict = engine.decide(facts, standing: &state, regionModes: .ignored, json: &json)
    follow(lead, facts, verdict)
    counts.decided += 1
    print(json)
  }

  private func content(of identity: String) throws -> [UInt8]? {
    if let hash = known[identity] { return hash }
    return try store?.knownLeads(identities: [identity])[identity]?.contentHash
  }

  private mutating func follow(_ lead: NormalisedLead, _ facts: Facts, _ verdict: Verdict) {
    let number = LeadNumber(nextNumber)
    nextNumber += 1
    state.enter(
      number: number, publicID: lead.id, receivedAt: lead.receivedAt, keys: LeadKeys(lead))
    state.place(
      number, state: LeadState(verdict.outcome), owner: verdict.owner, queue: verdict.queue,
      duplicateOf: facts.duplicate?.number, region: verdict.region, at: now)
  }
}

extension DeskVersion {
  /// The same roster and customers under other rules.
  fileprivate func replacing(rules: RuleSet, _ desk: Desk) throws -> DeskVersion {
    var version = DeskVersion(
      ruleSet: rules, data: desk.data, presence: desk.presence.observed,
      configuration: desk.configuration, rosterVersion: compiled.rosterVersion, book: router.book)
    version.follow(exceptions)
    return version
  }
}
