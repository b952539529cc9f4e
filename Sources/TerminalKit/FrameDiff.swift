/// A stretch of one row that has to be painted.
public struct FrameRun: Hashable, Sendable {
  /// The row.
  public var y: Int
  /// The columns; it begins with a glyph, never with the second half of one.
  public var columns: Range<Int>
}

extension Frame {
  /// What has to be painted so that a screen that shows `old` shows this frame.
  /// Without an old frame, or with one of another size, that is everything.
  public func runs(from old: Frame?) -> [FrameRun] {
    guard let old, old.size == size else {
      guard size.cols > 0 else { return [] }
      return (0..<size.rows).map { FrameRun(y: $0, columns: 0..<size.cols) }
    }
    return (0..<size.rows).flatMap { runs(ofRow: $0, from: old) }
  }

  private func runs(ofRow y: Int, from old: Frame) -> [FrameRun] {
    let base = y * size.cols
    return cells.withUnsafeBufferPointer { new in
      old.cells.withUnsafeBufferPointer { before in
        var result: [FrameRun] = []
        var x = 0
        while x < size.cols {
          guard new[base + x] != before[base + x] else {
            x += 1
            continue
          }
          var start = x
          while start > 0, new[base + start].glyph.isContinuation { start -= 1 }
          x += 1
          while x < size.cols, new[base + x] != before[base + x] || isHalf(new, before, base + x) {
            x += 1
          }
          result.append(FrameRun(y: y, columns: start..<x))
        }
        return result
      }
    }
  }

  private func isHalf(
    _ new: UnsafeBufferPointer<Cell>, _ old: UnsafeBufferPointer<Cell>, _ index: Int
  ) -> Bool {
    new[index].glyph.isContinuation || old[index].glyph.isContinuation
  }
}
