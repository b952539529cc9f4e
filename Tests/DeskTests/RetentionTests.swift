import DeskRules
import Foundation
import LeadModel
import Store
import Testing

@testable import Desk

/// Files that are kept no longer.
@Suite struct RetentionTests {
  private func expire(_ test: TestDesk) throws {
    let retention = Retention(test.workspace, days: test.desk.keepFilesDays)
    try test.desk.delete(retention.expired(at: test.now), now: test.now)
  }

  @Test func filesGoWhenTheirTimeIsOverAndTheLogSaysWhich() throws {
    let test = try TestDesk(site: "[retention]\nfiles_days = 10\n")
    let text = NotifyTests.header + NotifyTests.lead
    try test.deliver(text)
    let name = "processed/2026-03-02/a.csv"
    #expect(try test.text(of: name) == text)
    test.go(to: Instant("2026-03-12T23:59:00Z"))
    try expire(test)
    #expect(try test.text(of: name) == text, "ten whole days are not over")
    test.go(to: Instant("2026-03-13T00:00:00Z"))
    try expire(test)
    #expect(test.names(in: "processed").isEmpty)
    let entry = try #require(try test.entries(.personErased).first)
    #expect(entry.subject == "files/retention")
    #expect(entry.actor == "clock")
    #expect(entry.payload.contains("\"path\":\"\(name)\""))
    try expire(test)
    #expect(try test.entries(.personErased).count == 1)
    try test.check()
  }

  @Test func zeroKeepsEverything() throws {
    let test = try TestDesk(site: "[retention]\nfiles_days = 0\n")
    try test.deliver(NotifyTests.header + NotifyTests.lead)
    test.go(to: Instant("2099-01-01T00:00:00Z"))
    try expire(test)
    #expect(!test.names(in: "processed").isEmpty)
  }

  @Test func rejectedFilesGoByWhenTheyWerePutThere() throws {
    let test = try TestDesk(site: "[retention]\nfiles_days = 3\n")
    try test.deliver("\u{1F}\u{8B} no table at all", as: "leads/bad.csv")
    #expect(!test.names(in: "rejected").isEmpty)
    let real = Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1000))
    test.go(to: real + 2 * Instant.day)
    try expire(test)
    #expect(!test.names(in: "rejected").isEmpty)
    test.go(to: real + 4 * Instant.day)
    try expire(test)
    #expect(test.names(in: "rejected").isEmpty)
  }

  @Test func whatWasWrittenMeanwhileStays() throws {
    let test = try TestDesk(site: "[retention]\nfiles_days = 1\n")
    try test.deliver(NotifyTests.header + NotifyTests.lead)
    test.go(to: Instant("2026-04-01T00:00:00Z"))
    let found = Retention(test.workspace, days: 1).expired(at: test.now)
    #expect(found.count == 1)
    try Files.write(
      Array("rewritten".utf8), to: test.workspace.path("processed/2026-03-02/a.csv"))
    try test.desk.delete(found, now: test.now)
    #expect(try test.text(of: "processed/2026-03-02/a.csv") == "rewritten")
    #expect(try test.entries(.personErased).isEmpty)
  }

  @Test func linksAndForeignFoldersAreLeft() throws {
    let test = try TestDesk(site: "[retention]\nfiles_days = 1\n")
    try FileManager.default.createDirectory(
      atPath: test.workspace.path("processed/notes"), withIntermediateDirectories: true)
    try Files.write(Array("mine".utf8), to: test.workspace.path("processed/notes/x"))
    try FileManager.default.createDirectory(
      atPath: test.workspace.path("processed/2020-01-01"), withIntermediateDirectories: true)
    symlink("/etc/hostname", test.workspace.path("processed/2020-01-01/link"))
    #expect(Retention(test.workspace, days: 1).expired(at: test.now).isEmpty)
  }
}
