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
      stage = .live
    case .live:
      for event in script.step(now: now, openLeads: openLeads(desk)) {
        carryOut(event, desk, now: now)
      }
    }
  }

  private func openLeads(_ desk: Desk) -> [OpenLeadView] {
    desk.openLeads(limit: 500).map { row in
      OpenLeadView(
        lead: row.publicID, owner: row.owner, submittedAt: row.submittedAt,
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
    }
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
