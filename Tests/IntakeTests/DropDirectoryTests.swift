import Testing

@testable import Intake

@Suite struct DropDirectoryTests {
  private let home = FileIdentity(device: 1, inode: 10)

  private func file(
    _ name: String, in folder: DropFolder = .leads, inode: UInt64 = 100, size: Int64 = 5,
    modified: Int64 = 1, kind: FileKind = .regular, renamed: Bool = false, owner: UInt32 = 7,
    links: Int = 1, isReadable: Bool = true
  ) -> ListedFile {
    ListedFile(
      folder: folder, name: FileName(name), kind: kind, size: size, modified: modified,
      identity: FileIdentity(device: 1, inode: inode), links: links, owner: owner,
      permissions: 0o600, isReadable: isReadable, arrivedByRename: renamed)
  }

  private func listing(
    _ files: [ListedFile], claimed: [ListedFile] = [], root: DirectoryState? = nil,
    folders: [DropFolder: DirectoryState] = [:]
  ) -> DropListing {
    var all: [DropFolder: DirectoryState] = [:]
    for (at, folder) in DropFolder.allCases.enumerated() {
      all[folder] = .present(FileIdentity(device: 1, inode: 20 + UInt64(at)))
    }
    return DropListing(
      root: root ?? .present(home), work: .present(FileIdentity(device: 1, inode: 11)),
      folders: all.merging(folders) { $1 }, files: files, claimed: claimed)
  }

  private func look(
    _ drop: inout DropDirectory, _ listing: DropListing, at now: Int64, attempts: Int = 0
  ) -> DropPlan {
    drop.look(listing, now: now, mayDeliver: { _, user in user == 7 }, attempts: { _ in attempts })
  }

  @Test func aFileIsClaimedOnceItStoodStill() {
    var drop = DropDirectory()
    let file = file("a.csv")
    #expect(
      look(&drop, listing([file]), at: 0) == DropPlan(actions: [], lookAgain: 2000, waiting: 1))
    #expect(look(&drop, listing([file]), at: 1999).actions == [])
    #expect(look(&drop, listing([file]), at: 2000).actions == [.claim(file)])
  }

  /// Whatever the modification time says: past, future or going back.
  @Test func everyChangeStartsTheWaitAnew() {
    var drop = DropDirectory()
    _ = look(&drop, listing([file("a.csv", modified: 99)]), at: 0)
    _ = look(&drop, listing([file("a.csv", size: 6, modified: 99)]), at: 1500)
    _ = look(&drop, listing([file("a.csv", size: 6, modified: 3)]), at: 3000)
    #expect(look(&drop, listing([file("a.csv", size: 6, modified: 3)]), at: 4999).actions == [])
    _ = look(&drop, listing([file("a.csv", inode: 101, size: 6, modified: 3)]), at: 5000)
    let last = file("a.csv", inode: 101, size: 6, modified: 3)
    #expect(look(&drop, listing([last]), at: 6999).actions == [])
    #expect(look(&drop, listing([last]), at: 7000).actions == [.claim(last)])
  }

  @Test func aRenamedFileIsWholeAtOnce() {
    var drop = DropDirectory()
    let file = file("a.csv", renamed: true)
    #expect(look(&drop, listing([file]), at: 0).actions == [.claim(file)])
    var eager = DropDirectory(settings: DropSettings(settle: 0))
    let other = self.file("b.csv")
    #expect(look(&eager, listing([other]), at: 0).actions == [.claim(other)])
  }

  @Test func foldersAndNamesHaveTheirOrder() {
    var drop = DropDirectory()
    let files = [
      file("b", in: .activities, renamed: true), file("a", in: .leads, renamed: true),
      file("Z", in: .leads, renamed: true), file("10", in: .leads, renamed: true),
      file("9", in: .leads, renamed: true), file("z", in: .crm, renamed: true),
      file("z", in: .roster, renamed: true),
    ]
    let claimed = look(&drop, listing(files), at: 0).actions.map { action in
      if case .claim(let file) = action { return file.place }
      return ""
    }
    #expect(
      claimed == [
        "roster/z", "crm/z", "leads/10", "leads/9", "leads/Z", "leads/a", "activities/b",
      ])
  }

  @Test(arguments: [
    ".a.csv", "a.csv.tmp", "a.part", "a.PARTIAL", "a.crdownload", ".a.csv.swp", "a.csv~", "a.swp",
    "a.filepart",
  ]) func unfinishedNamesAreNotTouched(name: String) {
    var drop = DropDirectory()
    #expect(look(&drop, listing([file(name, renamed: true)]), at: 0) == DropPlan())
  }

  @Test(arguments: [
    FileKind.directory, .symbolicLink, .fifo, .socket, .device, .unknown,
  ]) func onlyRegularFilesAndEachToldOnce(kind: FileKind) {
    var drop = DropDirectory()
    let link = file("x.csv", kind: kind, renamed: true)
    guard case .refuse(link, let reason)? = look(&drop, listing([link]), at: 0).actions.first else {
      Issue.record("not refused")
      return
    }
    #expect(reason.contains("only regular files"))
    #expect(look(&drop, listing([link]), at: 9000).actions == [])
    // Another thing under the same name is told again.
    let second = file("x.csv", inode: 102, kind: kind)
    #expect(look(&drop, listing([second]), at: 9001).actions.count == 1)
    // And so is one that came back.
    _ = look(&drop, listing([]), at: 9002)
    #expect(look(&drop, listing([second]), at: 9003).actions.count == 1)
  }

  @Test func strangersAndUnreadableFilesAreRefusedWithOwnerAndMode() {
    var drop = DropDirectory()
    let files = [
      file("a.csv", renamed: true, owner: 8), file("b.csv", renamed: true, isReadable: false),
    ]
    let actions = look(&drop, listing(files), at: 0).actions
    #expect(actions.count == 2)
    guard case .refuse(_, let first) = actions[0], case .refuse(_, let second) = actions[1] else {
      Issue.record("not refused")
      return
    }
    #expect(first.contains("user 8") && first.contains("intake.deliver"))
    #expect(second.contains("owner 7, mode 600"))
  }

  @Test func aSecondNameHasAMinuteToGo() {
    var drop = DropDirectory()
    let linked = file("a.csv", renamed: true, links: 2)
    #expect(look(&drop, listing([linked]), at: 0).lookAgain == 60_000)
    let alone = file("a.csv", renamed: true)
    #expect(look(&drop, listing([alone]), at: 100).actions == [.claim(alone)])
    _ = look(&drop, listing([linked]), at: 200)
    #expect(look(&drop, listing([linked]), at: 60_200).actions.count == 1)
  }

  @Test func theNextFileOfANameWaitsForItsPlace() {
    var drop = DropDirectory()
    let first = file("a.csv", renamed: true)
    _ = look(&drop, listing([first]), at: 0)
    #expect(
      drop.claimed(first, found: first, mayDeliver: { _, _ in true }) == .process(first, attempt: 1)
    )
    let second = file("a.csv", inode: 101, renamed: true)
    #expect(look(&drop, listing([second], claimed: [first]), at: 1).actions == [])
    drop.finished(first)
    #expect(look(&drop, listing([second]), at: 2).actions == [.claim(second)])
  }

  @Test func whatWasExchangedBeforeTheClaimIsNotRead() {
    var drop = DropDirectory()
    let listed = file("a.csv", renamed: true)
    let found = file("a.csv", inode: 101, kind: .symbolicLink)
    guard case .park(found, _) = drop.claimed(listed, found: found, mayDeliver: { _, _ in true })
    else {
      Issue.record("it was taken")
      return
    }
  }

  @Test func whatACrashLeftIsTakenUpThreeTimes() {
    for attempts in 0...2 {
      var drop = DropDirectory()
      let left = file("a.csv")
      let plan = look(&drop, listing([], claimed: [left]), at: 0, attempts: attempts)
      #expect(plan.actions == [.process(left, attempt: attempts + 1)])
      #expect(look(&drop, listing([], claimed: [left]), at: 1).actions == [])
    }
    var drop = DropDirectory()
    let good = file("b.csv", renamed: true)
    let plan = look(&drop, listing([good], claimed: [file("a.csv")]), at: 0, attempts: 3)
    #expect(
      plan.actions == [
        .park(file("a.csv"), reason: "reading it has brought the host down three times"),
        .claim(good),
      ])
  }

  @Test(arguments: [
    DirectoryState.missing, .notADirectory, .unreadable("permission denied"),
    .present(FileIdentity(device: 1, inode: 99)), .present(FileIdentity(device: 2, inode: 10)),
  ]) func aLostDirectoryIsNoEmptyOne(state: DirectoryState) {
    var drop = DropDirectory()
    let waiting = file("a.csv")
    _ = look(&drop, listing([waiting]), at: 0)
    let lost = look(&drop, listing([], root: state), at: 100)
    #expect(lost.actions.count == 1 && drop.isPaused)
    guard case .pause(nil, _)? = lost.actions.first else {
      Issue.record("no pause")
      return
    }
    #expect(look(&drop, listing([], root: state), at: 200) == DropPlan())
    // Back, it goes on where it was: the file has stood still all the time.
    #expect(look(&drop, listing([waiting]), at: 2000).actions == [.resume(nil), .claim(waiting)])
  }

  @Test func aReplacedDirectoryIsTakenWhenSomebodySaysSo() {
    var drop = DropDirectory()
    _ = look(&drop, listing([]), at: 0)
    let other = DirectoryState.present(FileIdentity(device: 1, inode: 99))
    _ = look(&drop, listing([], root: other), at: 1)
    drop.adopt()
    #expect(look(&drop, listing([], root: other), at: 2).actions == [.resume(nil)])
  }

  @Test func oneLostFolderDoesNotStopTheOthers() {
    var drop = DropDirectory()
    let lead = file("a.csv", renamed: true)
    let plan = look(&drop, listing([lead], folders: [.crm: .missing]), at: 0)
    #expect(plan.actions.count == 2 && plan.actions.last == .claim(lead))
    guard case .pause(.crm, _) = plan.actions[0] else {
      Issue.record("no pause")
      return
    }
    #expect(look(&drop, listing([]), at: 1).actions == [.resume(.crm)])
  }

  @Test func foldersOnOtherFileSystemsAreNotTakenFrom() {
    var drop = DropDirectory()
    let far = DirectoryState.present(FileIdentity(device: 5, inode: 1))
    let plan = look(&drop, listing([file("a", renamed: true)], folders: [.leads: far]), at: 0)
    #expect(plan.actions.count == 1)
  }

  @Test func aBurstIsTakenInParts() {
    var drop = DropDirectory(settings: DropSettings(claimsPerLook: 10))
    let files = (0..<1000).map { file("f\($0)", inode: UInt64($0), renamed: true) }
    let plan = look(&drop, listing(files), at: 0)
    #expect(plan.actions.count == 10 && plan.waiting == 990 && plan.lookAgain == 0)
  }
}

@Suite struct ClaimedFileTests {
  @Test func whatStandsStillIsFinished() {
    var file = ClaimedFile(size: 5, modified: 1, now: 0, settle: 2000)
    #expect(file.next(size: 5, modified: 1, now: 10) == .finish)
  }

  @Test func aTailIsReadOnceItStandsStill() {
    var file = ClaimedFile(size: 5, modified: 1, now: 0, settle: 2000)
    #expect(file.next(size: 8, modified: 2, now: 100) == .wait(until: 2100))
    #expect(file.next(size: 9, modified: 3, now: 2100) == .wait(until: 4100))
    #expect(file.next(size: 9, modified: 3, now: 4100) == .readTail(5..<9))
    file.hasRead(upTo: 9)
    #expect(file.next(size: 9, modified: 3, now: 4200) == .finish)
  }

  @Test func otherChangesAreSaid() {
    var cut = ClaimedFile(size: 5, modified: 1, now: 0, settle: 2000)
    guard case .finishChanged = cut.next(size: 3, modified: 2, now: 1) else {
      Issue.record("a cut file passed")
      return
    }
    var rewritten = ClaimedFile(size: 5, modified: 1, now: 0, settle: 2000)
    guard case .finishChanged = rewritten.next(size: 5, modified: 2, now: 1) else {
      Issue.record("a rewritten file passed")
      return
    }
  }
}

@Suite struct FileNameTests {
  @Test(
    arguments: [
      (Array("a b.csv".utf8), "a b.csv"), (Array("Zoë.csv".utf8), "Zoë.csv"),
      (Array("a\nb\u{1B}[2J".utf8), "a\\u{A}b\\u{1B}[2J"), ([0x61, 0xFF, 0xC3], "a\\xFF\\xC3"),
      (Array("\u{202E}vsc.exe".utf8), "\\u{202E}vsc.exe"), (Array("--help".utf8), "--help"),
    ] as [([UInt8], String)])
  func namesAreShownSafely(bytes: [UInt8], shown: String) {
    #expect(FileName(bytes: bytes).description == shown)
  }

  @Test func takenNamesGetANumber() {
    #expect(FileName("a.csv").candidate(1) == FileName("a.csv"))
    #expect(FileName("a.csv").candidate(2) == FileName("a-2.csv"))
    #expect(FileName("a").candidate(3) == FileName("a-3"))
    #expect(FileName("a.csv").candidate(1, suffix: ".error.txt") == FileName("a.csv.error.txt"))
    #expect(FileName("a.csv").candidate(2, suffix: ".rows.csv") == FileName("a-2.csv.rows.csv"))
  }

  @Test func namesStayWithin255BytesAndWholeCharacters() {
    let long = FileName(String(repeating: "é", count: 125) + ".csv")
    #expect(long.bytes.count == 254)
    let second = long.candidate(12, suffix: ".error.txt")
    #expect(second.bytes.count <= 255)
    #expect(
      String(validating: second.bytes, as: UTF8.self)?.hasSuffix("é-12.csv.error.txt") == true)
    #expect(FileName(bytes: [UInt8](repeating: 0x61, count: 255)).candidate(9).bytes.count == 255)
  }
}
