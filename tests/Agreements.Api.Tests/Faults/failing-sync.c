/*
 * Stands between a program and its disk (LD_PRELOAD): as long as the file FAILING_SYNC_WHILE is there, what is to be brought safely to the disk is
 * answered with an I/O error, as by a disk that dies; as long as FAILING_READ_WHILE is there, so is what is to be read of a stretch, so many times in
 * each process. The file names what a path has to end with to be concerned, and for reads in a line before it the stretch, as the first place and the
 * place behind it, and how many times; for each error a dot is added to the file FAILING_SYNC_COUNT.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

/* What the file of that setting says, or nothing. */
static const char *say(const char *setting, char *said, size_t size)
{
    const char *mark = getenv(setting);
    int from = mark == NULL ? -1 : open(mark, O_RDONLY | O_CLOEXEC);
    ssize_t length = from < 0 ? 0 : read(from, said, size - 1);
    if (from >= 0)
    {
        close(from);
    }

    said[length < 0 ? 0 : length] = 0;
    return said;
}

static int ends(int file, const char *ending)
{
    char handle[64], path[PATH_MAX];
    ssize_t length = (ssize_t)strlen(ending);
    snprintf(handle, sizeof handle, "/proc/self/fd/%d", file);
    ssize_t whole = readlink(handle, path, sizeof path);
    return length > 0 && whole >= length && memcmp(path + whole - length, ending, (size_t)length) == 0;
}

static void count(void)
{
    const char *counted = getenv("FAILING_SYNC_COUNT");
    int dots = counted == NULL ? -1 : open(counted, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
    if (dots >= 0)
    {
        if (write(dots, ".", 1) != 1)
        {
            abort();
        }

        close(dots);
    }
}

static int sync_by(long call, int file)
{
    int before = errno;
    char said[256];
    if (ends(file, say("FAILING_SYNC_WHILE", said, sizeof said)))
    {
        count();
        errno = EIO;
        return -1;
    }

    errno = before;
    return (int)syscall(call, file);
}

int fsync(int file)
{
    return sync_by(SYS_fsync, file);
}

int fdatasync(int file)
{
    return sync_by(SYS_fdatasync, file);
}

static int gives(int file, size_t length, off64_t place)
{
    static atomic_llong failed;
    long long first, behind, times;
    char said[256];
    int start;
    return sscanf(say("FAILING_READ_WHILE", said, sizeof said), "%lld %lld %lld\n%n", &first, &behind, &times, &start) < 3
        || place >= behind || place + (off64_t)length <= first
        || !ends(file, said + start) || atomic_fetch_add(&failed, 1) >= times;
}

ssize_t pread64(int file, void *into, size_t length, off64_t place)
{
    int before = errno;
    if (!gives(file, length, place))
    {
        count();
        errno = EIO;
        return -1;
    }

    errno = before;
    return syscall(SYS_pread64, file, into, length, place);
}

/* The same by its other name. */
ssize_t pread(int file, void *into, size_t length, off_t place)
{
    return pread64(file, into, length, place);
}
