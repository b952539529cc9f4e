import LeadModel
import Testing

@testable import Store

@Suite struct NotificationTests {
  let store: Store
  init() throws { store = try Store.inMemory() }

  private func queue(_ id: Int64, minute: Int64) throws {
    try store.checked(
      CommitUnit(changes: [
        .notificationQueued(
          NotificationQueued(
            id: id, command: ["/usr/bin/mail", "-s", "a \"b\""], event: "assigned",
            payload: Array("{\"lead\":\(id)}".utf8), at: Maker.at(minute)))
      ]))
  }

  private func tried(
    _ id: Int64, _ result: NotificationTried.Result, minute: Int64 = 5
  ) throws {
    try store.checked(
      CommitUnit(changes: [
        .notificationTried(NotificationTried(id: id, at: Maker.at(minute), result: result))
      ]))
  }

  private func due(_ minute: Int64, limit: Int = 9) throws -> [Int64] {
    try store.dueNotifications(at: Maker.at(minute), limit: limit).map(\.id)
  }

  @Test func theyWaitUntilTheyAreToldOrGivenUp() throws {
    #expect(try store.nextNotification() == nil)
    try queue(1, minute: 2)
    try queue(2, minute: 1)
    try queue(3, minute: 3)
    #expect(try store.nextNotification() == Maker.at(1))
    #expect(try due(0) == [])
    #expect(try due(2) == [2, 1])
    #expect(try due(9, limit: 2) == [2, 1])
    #expect(
      try store.dueNotifications(at: Maker.at(1), limit: 1) == [
        WaitingNotification(
          id: 2, command: ["/usr/bin/mail", "-s", "a \"b\""], event: "assigned",
          payload: Array("{\"lead\":2}".utf8), at: Maker.at(1), attempts: 0)
      ])
    try tried(2, .delivered)
    try tried(1, .retry(at: Maker.at(60), why: "exit 75"))
    #expect(try due(59) == [3])
    #expect(try due(60) == [3, 1])
    #expect(try store.dueNotifications(at: Maker.at(60), limit: 9).last?.attempts == 1)
    try tried(3, .givenUp(why: "no such file"))
    try tried(1, .delivered, minute: 60)
    #expect(try store.nextNotification() == nil)
    #expect(try store.highWaters().notification == 3)
    #expect(try store.value("SELECT group_concat(payload, '') FROM notification") == "")
  }

  @Test func whatHasEndedIsNotTriedAgain() throws {
    try queue(1, minute: 1)
    try tried(1, .delivered)
    #expect(throws: StoreProblem.self) { try tried(1, .delivered) }
    #expect(throws: StoreProblem.self) { try tried(7, .delivered) }
    #expect(throws: StoreProblem.self) { try queue(1, minute: 1) }
  }

  @Test func theOutboxGoesForward() throws {
    func write(_ first: Int64, _ last: Int64) throws {
      try store.checked(
        CommitUnit(
          changes: [
            .outboxWritten(
              OutboxWritten(
                name: "assignments-\(first).ndjson", first: first, last: last, rows: 1,
                at: Maker.start))
          ], entries: (0..<3).map { _ in Maker.entry(.intakePaused, "intake") }))
    }
    #expect(try store.lastOutboxEntry() == 0)
    try write(1, 2)
    try write(3, 5)
    #expect(try store.lastOutboxEntry() == 5)
    #expect(throws: StoreProblem.self) { try write(5, 6) }
    #expect(throws: StoreProblem.self) { try write(7, 6) }
    #expect(try store.lastOutboxEntry() == 5)
  }
}
