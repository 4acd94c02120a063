/*
 * Stands between a program and its disk (LD_PRELOAD): as long as the file FAILING_SYNC_WHILE is there, what is to be brought safely to the disk is
 * answered with an I/O error, as by a disk that dies. The file names what a path has to end with to be concerned; for each error a dot is added to the file
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

static int fails(int file)
{
    char ending[256], handle[64], path[PATH_MAX];
    const char *mark = getenv("FAILING_SYNC_WHILE");
    int said = mark == NULL ? -1 : open(mark, O_RDONLY | O_CLOEXEC);
    if (said < 0)
    {
        return 0;
    }

    ssize_t length = read(said, ending, sizeof ending);
    close(said);
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
    if (fails(file))
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
