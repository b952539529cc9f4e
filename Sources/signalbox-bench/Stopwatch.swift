import Foundation
import Glibc

/// Seconds of processor time that this process has used: what a shared machine disturbs least.
func processorSeconds() -> Double { seconds(CLOCK_PROCESS_CPUTIME_ID) }

/// Seconds of processor time that this thread has used.
func threadSeconds() -> Double { seconds(CLOCK_THREAD_CPUTIME_ID) }

/// Seconds on a clock that never steps.
func wallSeconds() -> Double { seconds(CLOCK_MONOTONIC) }

private func seconds(_ clock: clockid_t) -> Double {
  var time = timespec()
  clock_gettime(clock, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
}

/// One measurement, printed as one JSON object a line for `Scripts/bench`.
struct Measurement {
  var name: String
  /// How many things were done in the time.
  var count: Int
  var processor: Double
  var wall: Double
  /// How many bytes were read or written.
  var bytes = 0

  /// Runs the body and takes its time; the body returns how many bytes it dealt with.
  init(_ name: String, count: Int, _ body: () throws -> Int) rethrows {
    self.name = name
    self.count = count
    let (processor, wall) = (processorSeconds(), wallSeconds())
    bytes = try body()
    self.processor = processorSeconds() - processor
    self.wall = wallSeconds() - wall
  }

  func report() {
    // At once, so that whoever waits sees how far it is.
    let line =
      "{\"name\":\"\(name)\",\"count\":\(count),\"bytes\":\(bytes),\"cpu\":\(processor),"
      + "\"wall\":\(wall)}\n"
    FileHandle.standardOutput.write(Data(line.utf8))
  }
}
