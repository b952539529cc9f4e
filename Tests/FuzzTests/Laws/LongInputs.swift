extension FuzzTarget {
  /// Inputs of that many bytes: pieces that hurt readers, over and over, and openers without their closers.
  func longInputs(_ size: Int) -> [[UInt8]] {
    let common = [
      "\"", ",", "\n", "\r", "\"\"", "\u{0}", " ", "a", "1", "é", "e\u{301}", "\u{301}",
    ]
    let pieces = (common + hurting).map { Array($0.utf8) }
    return opening.flatMap { begin in
      pieces.map { piece in
        var bytes = Array(begin.utf8)
        while bytes.count < size { bytes += piece }
        return bytes
      }
    }
  }

  /// What stands before the pieces, so that they reach the reader behind it.
  private var opening: [String] {
    switch self {
    case .csv: ["0", "0a,b\n", "0\""]
    case .json: ["", "{\"a\":", "{\"a\":\"", "{\"a\":[", "{"]
    case .leads, .activities, .mapping:
      ["\u{0}email,at\n", "\u{0}", "\u{2}", "\u{2}[", "\u{2}{\"leads\":[", "\u{3}", "\u{3}{\"a\":"]
    case .datasets:
      [
        "\u{0}id,status,coverage\n", "\u{1}rep,from,to\n", "\u{3}id,name,domains\nx,y,",
        "\u{4}id,account,amount\n", "\u{6}start,end,country\n", "\u{6}",
      ]
    case .presence: ["rep,at\n", ""]
    case .calendar:
      [
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n",
        "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20260101\r\nRRULE:FREQ=YEARLY;",
        "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:",
      ]
    case .settings:
      (0..<6 as Range<UInt8>).flatMap { file in
        ["", "[a]\nb = ", "a = \"", "a = ["].map { String(Unicode.Scalar(file)) + $0 }
      }
    case .frames: ["", "{\"ask\":", "{\"answer\":{\"id\":1,\"answer\":"]
    case .log: ["\u{1}\u{4}\u{3}\u{2}"]
    case .records: ["", "{", "{\"engine\":1,\"ruleset\":3,\"roster\":\"\",\"facts\":"]
    case .dates, .numbers, .addresses, .text, .keys, .checkpoints: [""]
    }
  }

  /// Pieces that only this reader minds.
  private var hurting: [String] {
    switch self {
    case .csv: [",\"", "\"\n", "a,b\n", "\"a\"b\n", "\"\n\"a"]
    case .json, .records, .frames:
      ["[", "{", "{\"a\":", "[{\"a\":", "\\", "\\u0041", "9", "[],", "\"a\":1,"]
    case .leads, .activities, .mapping:
      ["a@b.co,x\n", "[", "{\"a\":", "{\"email\":\"a@b.co\"},", "{\"a\":1}\n", "x,", "\\u0301"]
    case .datasets: [";", "a;", "x,y,z\n", "1.0.0.0,1.0.0.1,DE\n", "::,::1,DE\n", "\"a\n"]
    case .presence: ["mara,2026-03-02T09:15:00Z\n", "mara,x\n", ",\n", "\"m\"\"a\","]
    case .calendar:
      [
        "\r\n ", "\r\n\t", "BEGIN:VEVENT\r\n", "BYDAY=1MO;", "1,", ";X=\"",
        "END:VEVENT\r\nBEGIN:VEVENT\r\nDTSTART:20260101\r\n", "COUNT=9;", "EXDATE:20260101\r\n",
      ]
    case .dates: ["Mon-Fri 09:00-17:00; ", "Mon 09:00-10:00,", ";", "-", "9h"]
    case .numbers: ["+", "-", ".", "K", "$", "(0)", "x12", "@", "//", "a.", "0", " inc", "€", "to"]
    case .addresses: ["1.", ":", "::", "f:", "255.", "1.2.3.4\n"]
    case .settings:
      [
        "[", "{a=", "[[", "a.", "[a]\n", "[[a]]\n", "a=1\n", "#", "\\", "'''", "\"\"\"", "_1",
        "[[rule]]\n", "[[region]]\nid=\"a\"\n", "[[person]]\nuser=\"a\"\n", "x.y=1\n",
      ]
    case .text: ["\u{200D}", "👩‍", "\u{FE0F}", "\u{1B}[", "\u{202E}", "漢", "\u{1160}", "a\u{301}"]
    case .keys: ["\u{1B}", "\u{1B}[", "\u{1B}[1;", "\u{1B}]", "\u{1B}O", "<0;1;1M", "-", "ctrl-"]
    case .log: ["x", "yz"]
    case .checkpoints: ["0", "=", "signalbox-checkpoint-v1 "]
    }
  }
}
