import CPlatform
import Glibc
import Intake

/// The rejected rows of one file on their way to `rejected/NAME.rows.csv`: on disk from the first, under a
/// name of their own until the file is done with, so that memory does not grow with them.
final class RejectedSpool {
  private let folder: String
  private let temporary: String
  private let name: FileName
  private var rows: RejectedRowsFile
  private var descriptor: Int32 = -1

  /// Makes nothing yet. `header` is that of the delivered table.
  init(_ job: ClaimedJob, header: [String]?, folder: String) {
    self.folder = folder
    // Told by the file's number: what a host left that went down is written anew.
    temporary = folder + "/.rows-\(job.id)"
    name = job.listed.name
    rows = RejectedRowsFile(header: header)
  }

  deinit { drop() }

  /// Adds the row of a finding, where it has one.
  func append(_ finding: Finding) throws {
    rows.append(finding)
    guard rows.count > 0 else { return }
    if descriptor < 0 {
      descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o600)
    }
    guard descriptor >= 0, Files.writeAll(rows.takeBytes(), to: descriptor) else {
      throw DropFileProblem(what: "cannot write rejected/\(name).rows.csv", code: errno)
    }
  }

  /// Makes the rows durable under the first name that is free; nothing where there are none.
  func publish() throws {
    guard descriptor >= 0 else { return }
    guard fsync(descriptor) == 0 else { throw problem(errno) }
    for number in 1... {
      let moved = name.candidate(number, suffix: ".rows.csv").withCString { target in
        sb_rename_noreplace(
          SB_CWD, temporary, SB_CWD, folder + "/" + String(cString: target))
      }
      if moved == -EEXIST { continue }
      guard moved >= 0 else { throw problem(-moved) }
      close(descriptor)
      descriptor = -1
      return
    }
  }

  /// Forgets what was written and not published.
  private func drop() {
    guard descriptor >= 0 else { return }
    close(descriptor)
    unlink(temporary)
    descriptor = -1
  }

  private func problem(_ code: Int32) -> DropFileProblem {
    DropFileProblem(what: "cannot write rejected/\(name).rows.csv", code: code)
  }
}
