namespace ProtoHarness.Plugins.TlsProbe.Box;

/// <summary>
/// The keys of the box, PKCS #1 in base64. They protect nothing and are the same everywhere: making RSA keys takes longer than all handshakes of the
/// box together, and a session that is to be repeated cannot have new ones.
/// </summary>
static class BoxKeyData
{
    public const string Root =
        """
        MIIEowIBAAKCAQEAo8bHrC06FEbxSjHJfwVvBX6ZfnPwsXnHuNfPm0JzHCHYbMbC0ky2oqMzI8cwKruQ/Dw6i8cwan2RDvaBoTyhGucE/BiSDe/ia7aKh0VB
        gAl6PR41ovfUfF0pvWxoFpNSSXPeW80JdzEyfZboSknw824mbddx3Sdy1RNGZcLIGzS2EnPRFWD+/8OZK6X4Gtweja7EoJfmwzAmFbpto0XXoJkq7KWHegXJ
        JFw8gGQuO4zqhkfpAlMHs3Rx/9+5lzZIBbeYXdqUMp22keRBaBVqpxb2CEw+Cc6bvyI4E3iDTZ8F5jtBMNOZRnlhRJgjlkpWqPLunHpjjYRMRC6sT3fXKQID
        AQABAoIBADqTjjb2th8qgIKY7AiSWPMOJLgln6DafaSPC6HsUl9te4rsTCILbgcdd90EESY3j9OndwknZRmxb4B6ikKw/K4ykoXYA+UYN1NvJnzbOGIjAaV6
        eJShL06Lw7IMY+4vIu9CkfUjkI8g+X4Ry2NGrvdiHjyLIh6HTXsIOdWLpSaVUTRDEVPRqaf62IOyoUECqS5x/l0ZvfbhtqhpnhxL6gfJrIVXj6FxG2lQtaOV
        M0VgNUY0iyIkGN16Iylgsk6ylvnqv+VEqZKvRMZCB0Vq3cpVawOUEQO25dnRTnydlWskoupBoiXtrw7USbyBM3Y7Z5tQbr+M2ueSgSah7RkM2kECgYEA1OzI
        9hDqO4Srr+1elWTXZWtwPBI0FFJuH7/7xysVQeI/V3zYmkpepCSfIpcZ63vWoAe7jp1OpZuovDdLypM8nGdj+qtpgvPwKzjCklQGXA/pI08T+8Tn+BHqv7l6
        SBs8ek5Ia9+soGoWs8gJjRtWe3cD86QHKgxITAlozTAhgUMCgYEAxOiilN6vwfpCBN5lvKoX1W4iyLJ5MdgI/2jJ7/jd3KYyHKpLj8ZGMiprKF5ADPyo5OXj
        teMw0pxkx2Tuf4kTpTDrAwxik4YNOPu+dM6pfuTnsT/IX13Ni+dUCZYl4DwPkCYj+cGDtOxs5N8q++zl5nrjgximqPFyxnbZ7Sgj+SMCgYBEgcLO2PZkG/WZ
        bwgFjSJ4cS71RO4Ys8TW1lBN7qCyR/cVUQfn7JGywk2pNXCTgY62goZoBljtk72ggTIThXf04pcaadhS1+WoImUH65z4Ne5O+/xz/xCbkjgzY5viY1D8EP/g
        JWFHY5rWUUAxdGBI7SwKUfY0IyuHu2dKzXeaPQKBgG9KkQGVLz9yo7e+vz+330qpOg23Gdq7ILLC1kfEoBji8jXTZmu3g9s8sF4bjxYIA6mD6YTXCLQw4qD0
        AfyhTDI0iM+rQ1fgDz8iwg2g9Jmc5PsAcs675L3rHEtiyruHFsDBXdn+ruMmMZHWNKQ4y+PNlyN0XlXkSZu0dw2cf2CDAoGBANLrbG3MRfvWrvd+DPkLjvsY
        bqlY9+lUVQ5JEmkNZiexUlg0tSreBe5FuWBnXIZcYT6UvYTyfiuHJIyjp/Qk+aebjIdySCyrsaAF3ZI0izrRzkMek7wyqmrY2Iic8NicmMcXjdBP1EVw+sHJ
        5youfM31gKruK3SUyiv/9fHX/vHj
        """;

    public const string Intermediate =
        """
        MIIEowIBAAKCAQEAyJZVMHVyW7U6ISj2CsuM7641mXyzstFbylhvWfzFTq6q8msLfNJxOswrBVD7JfNk8him11VTArZlrxGP1ksDvIvNXP1Ng5IxFHbPeBaB
        b94uh7BMGSkTLL4DsBj1zUwGmvWRQ+dIPDXlnCuVF4CYFafwE30lHpTlZB0h9fU2mEglRh23NnUj6ECi0bvkm1CxCE0vaFZibweXPcF+mvh9H+LOnq1jSon+
        NBoanRdiFN9HZAlOyIkv3OpDuGszqeJPTSfvb4BFhxjYfwWKb+F1Wl/JenL/g73DsvUQfLmIXNwWchYJLKjEEq3lc+y3iybU78AGQsXsarYXfmCNCZRVdQID
        AQABAoIBAAOeZVu3crW2151LiOIkTp7wV0/f5mSzzuJ1T/pL9h9M8BE+3yPZrr3vJa4133dizw+9uXIpvD1QnxWrzRrXmvH8L7Cdcpg3Zffxi3KmLUr1s4SH
        01z3gby354cgxtEfrarUAqflSfH+zZf7V/g8PgIorSByNzONtMm763tCzkEBsVj/Fi0RmFXMcsKitc80cXXOmVyMm+Yb2q57TchMdrlwoPe/l6VcU1NlQnn9
        qFsIMnx+mERqJlmLAtOrGFiPXELdnZJo8oM+EgbRksUmDmn+H9cpPvTt8lMJZmqIsp1fueQNrFjx1o+1yowQ19nuLhEfYwrWqwXAJHkDsUnElmECgYEA679x
        7ODor/O/vBHWr0oN3/gjcIR1t8gNZNTyyd8YrNlR9dJG7IhaGoEUC1rOBcrzv4nbQQL2+pxzg53YWRAgIAyEObxOwbQnmNDScDQRajsGZPHyV5S/l5RllM9Q
        ANILZokb5gtFN5h3bSi5TvplUJdmWICBZFb3CyY/BsuUsU0CgYEA2dGjPI0sA37VzQmgjAQybv9C+E7q4/JzyGK/fgpGFCPGGE1A2SQ0gRkqwGQbYg7DJUHy
        tNoM4dA6VUi1o3ZihWD//0/FIHjQyNWe8mG9zld0teIfoQoBud9AbVRAypN5cawDN2v569gtwNv4BwkihNtkQKfXuUf23L9yp3yZoMkCgYEAk8O9rtISRycr
        CMDNpbVvGPE5lW8RMg6MhqULQQk7OCxHOSOCHQQiJfa+D5ftBqh9O5M3AHrRP6gMp3SqhLicyjnOLzoeyz8WiqxpGrcoK0Ov8FnOoqKzrFjxiuKerMT7LFvI
        RtrNmdlREfSyohREqM0c82AoujHgSvbADoxQOQkCgYBsmvd+SJGKiKJH4qX3SlxvNb2Jm6fI0mnin0IFsU+x2Qh7s4FDA6deO1MyrHdu1Bd/Kzu96v8DVNTR
        Ezjl8TA8etoJzhdnEnZfvQvMpOmDyd16lu3YWOn1aJhyKtFHcHLcN70+1ArACoD9qXAo6egZQF7jUgzg6D3xYU/krN7Y6QKBgCLUL/K+jWQmVZm9KIhQb8fu
        J3FsEpeim660IAVFn7URlGQzwCOLck0m5TH9MeYZfWA8zIz0TMWyMCp9Wd85df7pP8QQsDxOO/V4UsVRXoQwW4zEl+tiUnDB6esj8p+YzQuNuC7+PnJ7l5sg
        gzX6hclRxlYCOh58Ahw1IXsU4BBX
        """;

    public const string Leaf =
        """
        MIIEogIBAAKCAQEAvXuDIJCHsoxUcZKG9o3JTAOMES24DI+927Nqcfq1u10Q4nC53gyHPq9JFD1hkse52OXb1dEIGYJwvP0s+W3QUuxcXlr6Ft6oD+B25Ab3
        taClKKKI5JYTfBrTKRcLyT8meOpnVEISfnKi/kHKQMXBg9p1+4e93xZs8l0VqXrinYzWMyEG+RlVjrI9vnnGj3X4B0UcLvcgDNEQ3Hb19pHzRzDKbtRI2AKQ
        2gJCmARpYiswdHO2SScUU/SQnee9QXQUkNiuzQmtKpObejYlPOIGOpF/052QNfmaxHQUdppp4i/EoOR41xU/xJQI+p2nH6VGcucC7615E37ANkVvIG2GHwID
        AQABAoIBAFHX7SoeM3a0NW8+9qu9T3LVX2U2JbbLSZsBkps7ys5sovPj8+yM5cf2J28mGiSvvz8H/d4LpV97X53KD2iHfcGrlTQuQLKrJtWAw2m39rvNcTkt
        h0qQ5kanQYkQisc4zzHQMaSLy3gxpOSE30r+ABmnPWnRVnprMdC30zj6urKI2GVecHxUv3KbLRiJIDBD+AYuP6EqqHO3J+ZXwmP5nk0EQdCJUCPNNuJECZk3
        ALkNnJafJVj2z9XNosM/xWaMISF1TQoJZOaJgaYFF+Bm//mM657PqK53rlgfREqaJFU5Z8r8/llXVs3oYmwq7qFvAbOPNDZhAM/baWJK13wOHwUCgYEA+ZhM
        JA9Qvd9G8QTtM2Fs49VGje5Ug2hoIg7lLr0zxd5ftsxJu9DI/gauzAA8e+6tRJ50WoUzO4Xg0dRvIxnUcYlOqDxHntpOtS4xKvQOfMagw55gtBVtNeb4Dr5k
        na8umMUlNY1KP9SaX7WqMe+/zxVx99V3m6bm9oswv083Ds0CgYEAwlhPDWbfJ1RhmBr1qKjCZ9ClsOh4vmX8Yv6SB4IKq95ZvVteDhniDroILnkQTI1wdWnG
        npwZyU7OwrMJzcuHRsVfasKjZh0GVtfz1QHN0pCfdsBhDVvpVOaMswya5V5dvs/19tOdZFGGtK6LcNfHhZqAf8Nnb3S9N4APA5RV0JsCgYAS/yBsbi37BY9k
        sLdM/dFH1ee0zbro9X1XekK/N+9E1BP82beS7+UcUG3lYO85j4TogBbi/NhVY28lCUIcLc8ZhRXTgCMDWCI9b/KWDlU78fIycU9y5V6Wh6nBlYQa7EZjoj2e
        wc4w5YGKX01A17qFjGBMOJcN5boWcamYJfNO0QKBgHSyAgXSF3zONivXRFsZumIL7vHjJV1ub7Yhlh3b//xjbw88paVh9VNScUc2eor9AuH9ub3TjchLAev3
        BZQE+h2MtlasuOC/3OaYlVj51FTzck0kByK2Zc0NAr8geoHvv+qrhM3JE2EBcxlbFW+UocGfnDkbZCiQuG1y/5DuqPixAoGACz0IbtsLciabem8SFa8my58d
        X67OgTO6gDEltgcfbpBLvmmjvwedQ7z6KXtUjOFykyjSNpssV1YeRQe5Zgc7+9nhEdFfpRVHyKgobm+48TjdioPgQ2vbQxMbLGl8cxECKLT9VhPxTheAvD+i
        StLA7THwRpAgEAEaegaYS1k8Os0=
        """;

    public const string Other =
        """
        MIIEogIBAAKCAQEA3UH3HDv7GWu099DuhBh68wNWBtj7EVsrWuu4rMcmUZ+s6OSP7cCSvTA5EHIw7xz3YwvsBlJP+/gNNMzYPqZ9jo5N/wjoLNwbFZKkODNX
        sKVdV8JiPUOeKKmaM76p8U8+O2uuiORz9woMUx0uNt80RW4ZJ56ccMhujXSUiqiJj1h9Vs5xrh87KgEMGkczzhLaX0K733aw1atPlKC8Q2FUJkPg0BrclqoF
        xPRaR9o/iW00PfDetUmzfJgWpcQmatL3llpJn4BNrKB0eAg8NDSue3exBSdxIBVjXbYPFGOArgIFHcyCVHwmAv7JjfTd4HxGA5N1MNQU3+lJqIzrWDtarwID
        AQABAoIBABNA9UcAtTYeGE5kYQ0fsDtLdAX+hcKZ42jzEEwAvIXn1j0h/qBa3KoX8y9KMJXuOFznIa/fI9SyXjvVA5BYHp70JTdnSAT3VmgHLcEyPpRBn6DO
        aowYQUAami+cjN9R3QGAulxxPOInfrEQ3f+qZrsP/KJk/AoYdv5aQb7bMbVGfY5Ri3F44fibVkwP8xQa4UGu+orGeeKskRUHLWsely8E60Ctrzxx+70J/xfP
        J4EiibsyD+VnfScBv93J6gE3RGtGBPv2GvbahY8277WyP3DGODc/f7X6MP6NJk7QySl+Ho5m+sNRZtsv7PHQTD2L90JjoWA1PDrXGLJS3Zx0wYECgYEA+0FD
        u8wlTJSoZ+Ia+A9CnBGSWqwgOlTMswr7FIm6tujV2SmId/EjWg3JYJ9tQH7eMaLrWt1DKf8Hu38l/ksWEqfZUPDP50ODd+2wrV0boodI8OWpuNxWVJeTN8RD
        R2gcOSKDqdOxE1IvyYwDzuySsU/GvoEjbYe0Zc9Q5VaWV28CgYEA4W+sejmVlf8AFJpJzwXIxo9lOdgfiM+se1aY14Sui8A7Ea3NPvqrhB9pRlYiPhjJU5i9
        0t8wwJdsleLNB55mxPJYM3FHATvA/bgmrXiE8+/6dKTpuUaUJTrXE0kp9y83W3eaIbQA+fm3smgkaJo3M7oWylrStFvfcV0Xk6kbkMECgYAE32wn3Tqv9IYb
        laf+PZWGH1UeSw5I81IQ+tqJuG4VlAhpsMODx/puiavpIs5knNFEVyuHVJkz3E1TFpEvEFe6PuUZC8KMcqO/FK4DfrXFfigs+9dBzYwjEdl6EGVZoixB82ho
        R8G8ZTCmEQAV6EKkC68IDMsaGbKm8tFX0UkTIwKBgBfAhWKnWIxiPqbtDqPCT0Ikb5zlmYT3pIumNxpV/3H4AgE916cwEAwupw/jGV6DjArDyBREscVI7wbn
        y4Rm+xr7EbHx2HJX0mCpG2IhlZiCC1ho27tKpWc6yNheWA6UKff4JQQyC/xKhEFG2bcvsGtByw7s/NBF8cfm8An9wkrBAoGAKoeCUnlqdqXIxj2XpWo60QD9
        SGMcTh2yviQwP1IsMRYwCZx983T29KmOWhJGkUvjgOT6TKpN9GjgCXgNrApqOrZzAMADJJsEfrCy7qTajrG6ZjatXYtRQwItMq9CGqxC+HA89O75yY3Uzyi+
        ZtYJFpp1F/D8QviQX47fsi02lM4=
        """;

    public const string Short =
        """
        MIICXgIBAAKBgQDyy2290SJbgypBNq/sEelThYS6O/yz9/kLNIn4cTQBHEe4fNiaoLr3ixBuX8wS0+H9UqJpxFo3GJCHWUdReqajgnrFPxrG4XCB+H/jXAO7
        lXqGC09pjOY6pJ7y9ibrR2bHMbrAtQi7JyfWcKvWKGv2VEO4Fkai++3aJdf7/+9otQIDAQABAoGBAL3za8squE+SQde9ekseBEbE2f99+QmwApbCpwLJRh9s
        SaxLeIcZIs2Sbet8ZUOBo3e2U7yd0tryC/joX0SeyYjyzUwPmGeBXoF+1n08XIoZsrpPbyUWkrTEJvWNU+rljFA47jMnnWUtqmxorok3PXEIo4R/hDijZpV2
        RHvRqA/NAkEA/6yYXN332kxULynWNrNpccyT69Z8Es7YmNPXLp0/xteQhqqaePj3aH+nuoGHo1Fc9YjSAKmMt8wJOZUmb6qZSwJBAPMaocrnSkX3eShED8ca
        rM8UuWXjw0DnZlNfad3eW6nniKUmP1b5t5OpBqDSKvtScrb5+673ZHduzpjR/+rexf8CQHOB3jPWdCtDYKUOGaEM3Q50hj993wAAQwqIaia9FBsZOEoeuTr9
        /4hOY9B2xHicQYsMDRQPhWtj2qcRIxQ/1pECQQC7qrN7j1Em8gP1sZT8fvsoYTc+ELWKRRgZBG8Vd7ILV1GFLCF5Ywz0UGdtftDvcpZb6l8Akrpb+I5EKtkE
        1zTBAkEA6WG9JzOY1H2JCZng8N6hd7VZn5DXlqo++9LlCS/IGcuQIO6H8fBou5/RN4Cv/tkFDMRpWpYIWmhklWaCxhHh1Q==
        """;
}
