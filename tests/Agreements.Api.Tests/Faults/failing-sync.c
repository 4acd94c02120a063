/*
 * Stands between a program and its disk (LD_PRELOAD): as long as the file FAILING_SYNC_WHILE is there, what is to be brought safely to the disk is
 * answered with an I/O error, as by a disk that dies; as long as FAILING_READ_WHILE is there, so is what is to be read from a place on. The file names what a
 * path has to end with to be concerned, and for reads in a line before it the first place that is; for each error a dot is added to the file
 * FAILING_SYNC_COUNT.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

static int fails(int file, const char *setting, long long place)
{
    char said[256], handle[64], path[PATH_MAX];
    const char *mark = getenv(setting);
    int from = mark == NULL ? -1 : open(mark, O_RDONLY | O_CLOEXEC);
    if (from < 0)
    {
        return 0;
    }

    ssize_t length = read(from, said, sizeof said - 1);
    close(from);
    said[length < 0 ? 0 : length] = 0;
    char *ending = said;
    if (place >= 0 && place < strtoll(said, &ending, 10))
    {
        return 0;
    }

    ending += *ending == '\n';
    length = (ssize_t)strlen(ending);
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
    if (fails(file, "FAILING_SYNC_WHILE", -1))
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

ssize_t pread64(int file, void *into, size_t length, off64_t place)
{
    int before = errno;
    if (fails(file, "FAILING_READ_WHILE", place))
    {
        count();
        errno = EIO;
        return -1;
    }

    errno = before;
    return syscall(SYS_pread64, file, into, length, place);
}
