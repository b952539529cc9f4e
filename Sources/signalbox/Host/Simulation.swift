import Desk
import DeskRules
import Foundation
import Glibc
import LeadModel
import SampleCompany

/// The people of the sample company at work: leads arrive in the drop directory, reps get in touch, dispute
/// and step out, each under their own name. Everything goes the way it goes at a real desk.
struct Simulation {
  private let company: SampleCompany
  private var script: DemoScript
  private var lastStep: Instant?
  private var stage = Stage.opening
  private var filesWritten = 0

  private enum Stage { case opening, routing, live }

  init(seed: UInt64, at now: Instant) {
    company = SampleCompany(seed: seed, at: now, user: Desk.userName(geteuid()))
    script = DemoScript(company: company)
  }

  /// What happens since the last step; about once a second.
  mutating func step(_ desk: Desk, now: Instant) {
    if let lastStep, now - lastStep < 1000 { return }
    lastStep = now
    switch stage {
    case .opening:
      for file in script.openingFiles() { drop(file.path, file.bytes, desk) }
      stage = .routing
    case .routing:
      guard desk.leadCount >= script.openingLeads().count * 8 / 10 else { return }
      let file = script.openingActivities(openLeads: openLeads(desk))
      drop(file.path, file.bytes, desk)
      govern(desk, now: now)
      stage = .live
    case .live:
      let disputes = desk.openDisputes(limit: 50).map { OpenDisputeView(number: $0.number) }
      for event in script.step(now: now, openLeads: openLeads(desk), disputes: disputes) {
        carryOut(event, desk, now: now)
      }
    }
  }

  private func openLeads(_ desk: Desk) -> [OpenLeadView] {
    desk.openLeads(limit: 500).map { row in
      OpenLeadView(
        lead: row.publicID, owner: row.owner, queue: row.queue, submittedAt: row.submittedAt,
        isContacted: row.state == .working)
    }
  }

  private mutating func carryOut(_ event: DemoEvent, _ desk: Desk, now: Instant) {
    switch event {
    case .dropFile(let name, let bytes): drop(name, bytes, desk)
    case .contact(let lead, let kind, let rep):
      desk.play(.contact(lead: lead, kind: kind, at: nil, channel: "phone"), by: rep, now: now)
    case .disposition(let lead, let code, let rep):
      desk.play(.disposition(lead: lead, code: code, at: nil), by: rep, now: now)
    case .escalate(let lead, let code, let note, let rep):
      desk.play(.escalate(lead: lead, code: code, note: note), by: rep, now: now)
    case .away(let rep, let minutes, let code):
      desk.play(.away(rep: rep, minutes: minutes, delegate: nil, code: code), by: rep, now: now)
    case .back(let rep): desk.play(.back(rep: rep), by: rep, now: now)
    case .assignSuggested(let lead, let code, let note, let manager):
      desk.play(
        .assignSuggested(lead: lead, code: code, note: note), byPerson: manager.text, now: now)
    case .review(let number, let outcome, let note, let analyst):
      desk.play(
        .review(ReviewOrder(escalation: number, outcome: outcome, note: note)),
        byPerson: analyst, now: now)
    }
  }

  /// What is on the council's books when the demo begins.
  private func govern(_ desk: Desk, now: Instant) {
    var filed: Int64 = 0
    for sample in company.openingExceptions {
      let order = ExceptionOrder(
        terms: sample.terms, code: sample.code, reason: sample.reason,
        references: sample.references, ownerRole: sample.ownerRole, effective: "\(now)",
        sunset: "\(now + Int64(sample.days) * Instant.day)")
      guard desk.play(.requestException(order), byPerson: sample.requester, now: now) else {
        continue
      }
      filed += 1
      for approver in sample.approvers {
        desk.play(.approveException(filed), byPerson: approver, now: now)
      }
    }
    let proposal = company.openingProposal
    let isFiled = desk.play(
      .proposeRules(source: proposal.rules, reason: proposal.reason, draft: nil),
      byPerson: proposal.author, now: now)
    // One vote is left to the user.
    if isFiled { desk.play(.approveChange(1), byPerson: proposal.approver, now: now) }
  }

  /// Delivers a file as it should be: written under a name that nobody takes, then renamed.
  private mutating func drop(_ name: String, _ bytes: [UInt8], _ desk: Desk) {
    filesWritten += 1
    let path = desk.workspace.drop + "/" + name
    let temporary = path + ".part"
    guard FileManager.default.createFile(atPath: temporary, contents: Data(bytes)) else { return }
    if rename(temporary, path) != 0 { unlink(temporary) }
  }
}
