import GRDB
import LeadModel

// Exceptions, change requests, notes, erasure, notifications and the outbox.
extension Applier {
  func applyTrust(_ change: Change) throws {
    throw StoreProblem.refused("this change is not there yet")
  }
}
