using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Agreements.Domain.Reminders;

/// <summary>
/// The id of a rung of a deadline, which it has before anybody claims it and keeps however often it is claimed: whoever gets two messages with it knows that they
/// are one.
/// </summary>
public static class ReminderId
{
    /// <summary>A UUID of version 7 whose time is midnight UTC of the day on which the rung fires and whose other bits follow from what the reminder is of.</summary>
    public static Guid Of(Guid deadlineId, DateOnly dueOn, int offset, ReminderChannel channel)
    {
        var of = string.Create(CultureInfo.InvariantCulture, $"{deadlineId:D}\n{dueOn:yyyy-MM-dd}\n{offset}\n{channel}");
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes(of)).AsSpan(0, 16);

        var midnight = new DateTimeOffset(ReminderLadder.FireOn(dueOn, offset).ToDateTime(TimeOnly.MinValue), TimeSpan.Zero).ToUnixTimeMilliseconds();
        var low = BinaryPrimitives.ReadUInt16BigEndian(bytes[6..]);
        BinaryPrimitives.WriteInt64BigEndian(bytes, Math.Max(midnight, 0) << 16);
        BinaryPrimitives.WriteUInt16BigEndian(bytes[6..], (ushort)(0x7000 | (low & 0x0FFF)));
        bytes[8] = (byte)(0x80 | (bytes[8] & 0x3F));
        return new Guid(bytes, bigEndian: true);
    }
}
