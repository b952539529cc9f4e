import DeskLink
import Testing

@Suite struct MailboxTests {
  @Test func handsLettersOverOnceInOrder() {
    let mailbox = Mailbox<Int>()
    mailbox.put(1)
    mailbox.put(2)
    #expect(mailbox.take() == [1, 2])
    #expect(mailbox.take().isEmpty)
  }
}
